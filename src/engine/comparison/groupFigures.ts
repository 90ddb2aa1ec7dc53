import { limitedPerplexityOf } from '../../common/perplexity';
import { type ComparedResult, type TokenGroup, tokenGroups } from '../../protocol/kindsComparison';
import type { TokenGroups } from './groupTokens';

/** The fewest tokens of a group that can be a model's best or worst. */
const FEWEST = 20;

/** Returns the perplexity of each group, at most the largest number. `losses`: the mean loss over the seeds of each held-out token, in nats. */
export function groupFigures(
  groups: readonly TokenGroups[],
  losses: Float64Array,
): Pick<ComparedResult, 'groups' | 'best' | 'worst'> {
  const sums = new Map<TokenGroup, { tokens: number; loss: number }>();
  for (const [i, both] of groups.entries()) {
    for (const group of both) {
      const sum = sums.get(group) ?? { tokens: 0, loss: 0 };
      sum.tokens++;
      sum.loss += losses[i];
      sums.set(group, sum);
    }
  }
  const figures = tokenGroups.flatMap(group => {
    const { tokens, loss } = sums.get(group) ?? { tokens: 0, loss: 0 };
    return tokens === 0 ? [] : [{ group, tokens, perplexity: limitedPerplexityOf(loss / tokens) }];
  });
  const sorted = figures.filter(({ tokens }) => tokens >= FEWEST).sort((a, b) => a.perplexity - b.perplexity);
  if (sorted.length === 0) return { groups: figures };
  return { groups: figures, best: sorted[0].group, worst: sorted[sorted.length - 1].group };
}
