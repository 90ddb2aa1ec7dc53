import type { RunRecord } from '../protocol/run';

/**
 * Returns whether a run of an experiment is done or failed. An experiment does not train such a run again,
 * because the result would be the same.
 */
export const hasEnded = (record: Pick<RunRecord, 'state'> | undefined) =>
  record?.state === 'done' || record?.state === 'failed';
