import type { RunRecord } from '../../protocol/run';

/** The learning rate to go on with after a run failed for its loss; nothing after other failures, or none. */
export function lowerRate({ state, failure, learningRate }: RunRecord): number | undefined {
  const isForLoss = state === 'failed' && failure?.template.startsWith('The loss ');
  return isForLoss ? Number((learningRate / 10).toPrecision(6)) : undefined; // 0.03, not 0.03000000000000001
}
