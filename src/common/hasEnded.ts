import type { RunRecord } from '../protocol/run';

/**
 * Returns whether a run failed because its loss was too large or not a number. The run would fail again in
 * the same way. Other failures, such as a full disk, do not depend on the run's settings.
 */
export const hasDiverged = ({ state, failure }: Pick<RunRecord, 'state' | 'failure'>) =>
  state === 'failed' && failure !== undefined && failure.kind !== 'other';

/** Returns whether an experiment trains a run no further: the run is done, or its loss has diverged. */
export const hasEnded = (record: Pick<RunRecord, 'state' | 'failure'> | undefined) =>
  record !== undefined && (record.state === 'done' || hasDiverged(record));
