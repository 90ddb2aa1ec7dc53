import { canResume } from '../../common/canResume';
import type { RunRecord } from '../../protocol/run';

/**
 * Context keys that hide a command from the command palette. Each function returns whether no run fits the
 * command, so that its key is set.
 */
export const hidingKeys: Readonly<Record<string, (runs: readonly RunRecord[]) => boolean>> = {
  'elman.noRuns': runs => runs.length === 0,
  'elman.noComparison': runs => runs.length < 2,
  'elman.noneToResume': runs => !runs.some(canResume),
  'elman.noneFinished': runs => !runs.some(({ state }) => state === 'done'),
  'elman.noneStarred': runs => !runs.some(({ starred }) => starred),
};
