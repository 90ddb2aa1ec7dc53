import type { RunRecord } from '../../protocol/run';

/**
 * Returns a lower learning rate for a run that failed because its loss was too large or not a number.
 * Undefined for other runs.
 */
export function lowerRate({ state, failure, learningRate }: RunRecord): number | undefined {
  const isForLoss = state === 'failed' && failure?.template.startsWith('The loss ');
  // Removes the rounding error of the division, so that 0.3 / 10 is 0.03.
  return isForLoss ? Number((learningRate / 10).toPrecision(6)) : undefined;
}
