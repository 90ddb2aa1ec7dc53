import { pairedDifferences } from '../../common/pairedDifferences';
import { deviation, type Interval, intervalOf, mean } from '../../common/statistics';
import { tailProbability } from '../../common/student';
import type { ConditionResult } from './results';

/**
 * A comparison of two conditions on the same text by the losses of their runs with the same seeds. `lower` is
 * the condition with the lower mean loss over these seeds, `higher` the other one.
 */
export interface ConditionComparison {
  readonly lower: ConditionResult;
  readonly higher: ConditionResult;
  /** Mean over the seeds of the loss of `higher` minus the loss of `lower`, in nats per token. */
  readonly difference: number;
  /**
   * The 95 % confidence interval of the difference, by Student's t distribution with n - 1 degrees of
   * freedom. Undefined for fewer than two seeds.
   */
  readonly interval: Interval | undefined;
  /** n, the number of seeds for which both conditions have a finished run. */
  readonly seeds: number;
  /** Number of these seeds for which `lower` had the lower loss. */
  readonly wins: number;
  /**
   * p-value of a paired t-test: the probability of a difference of at least this size by chance. Contains
   * Holm's correction for the number of comparisons in the experiment. Undefined for one seed.
   */
  readonly p: number | undefined;
}

/**
 * Maximum number of conditions for which all pairs are compared. With more conditions, only the best is
 * compared with the others.
 */
const FEW = 8;

/**
 * Compares pairs of conditions on the same text that have finished runs with common seeds. `all`: lowest
 * loss first. Compares all pairs of up to `FEW` conditions; of more, only the lowest with each of the others.
 */
export function comparisonsOf(all: readonly ConditionResult[]): ConditionComparison[] {
  const results = all.filter(({ droppedAfter }) => droppedAfter === undefined); // others trained less
  const texts = new Set(results.map(({ condition }) => condition.text));
  const pairs = [...texts].flatMap(text =>
    pairsOf(results.filter(({ condition }) => condition.text === text)),
  );
  return withHolm(pairs.flatMap(([lower, higher]) => compared(lower, higher) ?? []));
}

function pairsOf(results: readonly ConditionResult[]): (readonly [ConditionResult, ConditionResult])[] {
  const firsts = results.length > FEW ? results.slice(0, 1) : results;
  return firsts.flatMap((lower, i) => results.slice(i + 1).map(higher => [lower, higher] as const));
}

function compared(lower: ConditionResult, higher: ConditionResult): ConditionComparison | undefined {
  const differences = pairedDifferences(lower.losses, higher.losses);
  if (differences.length === 0) return undefined;
  const difference = mean(differences);
  // Over the common seeds alone, the order of the conditions can be reversed.
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
  if (error === 0) return centre === 0 ? 1 : 0; // all differences are equal, so t is not defined
  return tailProbability(centre / error, n - 1);
}

/**
 * Applies Holm's correction for multiple tests: "A simple sequentially rejective multiple test procedure"
 * (1979).
 */
function withHolm(comparisons: readonly ConditionComparison[]): ConditionComparison[] {
  const tested = comparisons.flatMap(({ p }, at) => (p === undefined ? [] : [{ p, at }]));
  const corrected = new Map<number, number>();
  let least = 0;
  for (const [i, { p, at }] of tested.sort((a, b) => a.p - b.p).entries()) {
    least = Math.min(1, Math.max(least, p * (tested.length - i)));
    corrected.set(at, least);
  }
  return comparisons.map((comparison, at) => ({ ...comparison, p: corrected.get(at) }));
}
