import { canResume } from '../../common/canResume';
import type { RunRecord } from '../../protocol/run';

/** Context keys that hide commands from the palette. A key is set if no run fits the command. */
export const hidingKeys: Readonly<Record<string, (runs: readonly RunRecord[]) => boolean>> = {
  'elman.noRuns': runs => runs.length === 0,
  'elman.noComparison': runs => runs.length < 2,
  'elman.noneToResume': runs => !runs.some(canResume),
  'elman.noneFinished': runs => !runs.some(({ state }) => state === 'done'),
  'elman.noneStarred': runs => !runs.some(({ starred }) => starred),
};
