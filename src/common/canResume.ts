import type { RunRecord } from '../protocol/run';

/** Returns whether a run can be resumed: it is unfinished, and no other window or program is training it. */
export const canResume = ({ state, elsewhere }: Pick<RunRecord, 'state' | 'elsewhere'>) =>
  state !== 'running' && state !== 'done' && !elsewhere;
