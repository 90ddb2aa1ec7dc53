import type { RunRecord } from '../../protocol/run';

/**
 * Returns a lower learning rate with which to resume a run that failed because of its loss. Undefined for
 * other runs.
 */
export function lowerRate({ state, failure, learningRate }: RunRecord): number | undefined {
  const isForLoss = state === 'failed' && failure?.template.startsWith('The loss ');
  // Rounds, so that 0.3 / 10 is 0.03.
  return isForLoss ? Number((learningRate / 10).toPrecision(6)) : undefined;
}
