import { limitedPerplexityOf, perplexityOf } from '../../common/perplexity';
import { intervalOf, mean } from '../../common/statistics';
import type { ComparedName, ComparedResult } from '../../protocol/kindsComparison';
import { UserError } from '../../protocol/userError';
import type { TrainedKind } from './comparedKind';
import { groupFigures } from './groupFigures';
import type { TokenGroups } from './groupTokens';

/** One training, measured. */
export interface MeasuredKind extends Pick<TrainedKind, 'parameters' | 'tokens'> {
  readonly seconds: number;
  /** The loss of each held-out token, in nats. */
  readonly losses: Float64Array;
}

/**
 * Returns the result of a kind from its trainings, one for each seed. Throws a UserError if one of them has an infinite
 * perplexity.
 */
export function resultOf(
  model: ComparedName,
  trained: readonly MeasuredKind[],
  groups: readonly TokenGroups[],
): ComparedResult {
  const losses = trained.map(each => mean([...each.losses]));
  for (const loss of losses) checkLoss(model, loss);
  const interval = intervalOf(losses);
  const byToken = trained[0].losses.map((_, i) => mean(trained.map(each => each.losses[i])));
  return {
    model,
    parameters: mean(trained.map(each => each.parameters)),
    tokens: mean(trained.map(each => each.tokens)),
    seconds: mean(trained.map(each => each.seconds)),
    perplexity: perplexityOf(mean(losses)),
    ...(interval && {
      interval: { low: perplexityOf(interval.low), high: limitedPerplexityOf(interval.high) },
    }),
    ...groupFigures(groups, byToken),
  };
}

function checkLoss(name: ComparedName, loss: number): void {
  if (Number.isFinite(perplexityOf(loss))) return;
  throw new UserError(
    '{0}: the loss on the held-out text is {1} nats per token, so its perplexity is not a finite number.',
    [name, String(Math.round(loss))],
  );
}
