/**
 * How an output that learns to be normalised by itself tells ln P when a text is read: by the whole sum over the
 * vocabulary, or by the score as it is, of which training has made nearly that.
 */
export const scorings = { normalised: true, selfNormalised: false } as const;

export type ScoringName = keyof typeof scorings;
