import { type LossBySeed, pairedDifferences } from './pairedDifferences';
import { deviation, type Interval, intervalOf, mean } from './statistics';
import { tailProbability } from './student';

/** A condition, with the losses of its runs. */
interface Measured {
  readonly losses: LossBySeed;
}

/** Two conditions, compared by their runs with the same seeds. */
export interface PairedComparison<C extends Measured> {
  readonly lower: C;
  readonly higher: C;
  /** Mean of `higher - lower`, in nats per token. */
  readonly difference: number;
  /**
   * The 95 % interval of the difference, by Student's t with n - 1 degrees of freedom. Undefined for fewer
   * than two seeds.
   */
  readonly interval: Interval | undefined;
  /** Number of seeds with which both conditions were trained. */
  readonly seeds: number;
  /** Number of the common seeds with which `lower` has the lower loss. */
  readonly wins: number;
  /**
   * Probability that a difference of at least this size occurs by chance, by a paired t-test, with Holm's
   * correction for the number of comparisons. Undefined for one seed.
   */
  readonly p: number | undefined;
}

/**
 * Maximum number of conditions of a group for which all pairs are compared. In a larger group, only the
 * condition with the lowest loss is compared with each of the others.
 */
export const FEW = 8;

/**
 * Compares pairs of conditions that have runs with common seeds. Each group lists conditions in ascending
 * order of loss. Conditions of different groups are not compared. In a group of more than `FEW` conditions,
 * only the first is compared with each of the others.
 */
export function pairedComparisons<C extends Measured>(
  groups: readonly (readonly C[])[],
): PairedComparison<C>[] {
  return withHolm(groups.flatMap(pairsOf).flatMap(([lower, higher]) => compared(lower, higher) ?? []));
}

function pairsOf<C>(conditions: readonly C[]): (readonly [C, C])[] {
  const firsts = conditions.length > FEW ? conditions.slice(0, 1) : conditions;
  return firsts.flatMap((lower, i) => conditions.slice(i + 1).map(higher => [lower, higher] as const));
}

function compared<C extends Measured>(lower: C, higher: C): PairedComparison<C> | undefined {
  const differences = pairedDifferences(lower.losses, higher.losses);
  if (differences.length === 0) return undefined;
  const difference = mean(differences);
  // The groups are sorted by the mean loss over all seeds. The mean over the common seeds may be in the
  // opposite order.
  if (difference < 0) return compared(higher, lower);
  return {
    lower,
    higher,
    difference,
    interval: intervalOf(differences),
    seeds: differences.length,
    wins: differences.filter(each => each > 0).length,
    p: pairedTest(differences),
  };
}

function pairedTest(differences: readonly number[]): number | undefined {
  const n = differences.length;
  if (n < 2) return undefined;
  const error = deviation(differences) / Math.sqrt(n);
  const centre = mean(differences);
  // Without a standard error, all differences are equal and t is undefined.
  if (error === 0) return centre === 0 ? 1 : 0;
  return tailProbability(centre / error, n - 1);
}

/**
 * Corrects the probabilities for the number of comparisons: Holm, "A simple sequentially rejective multiple
 * test procedure" (1979).
 */
function withHolm<C extends Measured>(comparisons: readonly PairedComparison<C>[]): PairedComparison<C>[] {
  const tested = comparisons.flatMap(({ p }, at) => (p === undefined ? [] : [{ p, at }]));
  const corrected = new Map<number, number>();
  let least = 0;
  for (const [i, { p, at }] of tested.sort((a, b) => a.p - b.p).entries()) {
    least = Math.min(1, Math.max(least, p * (tested.length - i)));
    corrected.set(at, least);
  }
  return comparisons.map((comparison, at) => ({ ...comparison, p: corrected.get(at) }));
}
