import type { RunRecord } from '../protocol/run';

/**
 * Returns whether a run failed because its loss exploded or was not a number. It would fail again in the same way, whereas
 * other failures, such as a full disk, have nothing to do with its settings.
 */
export const hasDiverged = ({ state, failure }: Pick<RunRecord, 'state' | 'failure'>) =>
  state === 'failed' && failure?.template.startsWith('The loss ') === true;

/** Returns whether a run of an experiment is not to be trained further: it is done, or it has diverged. */
export const hasEnded = (record: Pick<RunRecord, 'state' | 'failure'> | undefined) =>
  record !== undefined && (record.state === 'done' || hasDiverged(record));
