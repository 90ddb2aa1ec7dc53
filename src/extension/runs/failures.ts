import type { RunRecord } from '../../protocol/run';

/**
 * Returns a lower learning rate to resume a run with, if it failed because of its loss. Undefined otherwise.
 */
export function lowerRate({ state, failure, learningRate }: RunRecord): number | undefined {
  const isForLoss = state === 'failed' && failure?.template.startsWith('The loss ');
  return isForLoss ? Number((learningRate / 10).toPrecision(6)) : undefined; // 0.03, not 0.03000000000000001
}
