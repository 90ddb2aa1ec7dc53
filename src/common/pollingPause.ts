/**
 * Minimum and maximum milliseconds between two requests for the state of a cluster's queue. The pause grows from
 * request to request, so that the end of a short job is noticed early.
 */
export const SHORTEST_PAUSE = 250;
const LONGEST = 30_000;
/**
 * Ratio of one pause to the previous pause. With this ratio, a pause is about a fifth of the time since the
 * start.
 */
const GROWTH = 1.2;

export const nextPause = (pause: number) => Math.min(LONGEST, GROWTH * pause);
