import { hasDiverged } from '../../common/hasEnded';
import type { RunRecord } from '../../protocol/run';

/**
 * Returns a lower learning rate for a run that failed because its loss was too large or not a number.
 * Undefined for other runs.
 */
export function lowerRate(run: RunRecord): number | undefined {
  // Removes the rounding error of the division, so that 0.3 / 10 is 0.03.
  return hasDiverged(run) ? Number((run.learningRate / 10).toPrecision(6)) : undefined;
}
