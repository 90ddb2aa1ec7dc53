import { canResume } from '../../common/canResume';
import type { RunRecord } from '../../protocol/run';

/**
 * Context keys that hide commands from the command palette, each with a function of all runs. If the function
 * returns true, no run fits the commands, and the key is set.
 */
export const hidingKeys: Readonly<Record<string, (runs: readonly RunRecord[]) => boolean>> = {
  'elman.noRuns': runs => runs.length === 0,
  'elman.noComparison': runs => runs.length < 2,
  'elman.noneToResume': runs => !runs.some(canResume),
  'elman.noneFinished': runs => !runs.some(({ state }) => state === 'done'),
  'elman.noneStarred': runs => !runs.some(({ starred }) => starred),
};
