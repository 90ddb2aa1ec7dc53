import type { RunRecord } from '../protocol/run';

/** Whether a run is unfinished, and no window or program trains it. */
export const canResume = ({ state, elsewhere }: Pick<RunRecord, 'state' | 'elsewhere'>) =>
  state !== 'running' && state !== 'done' && !elsewhere;
