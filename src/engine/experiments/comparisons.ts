import { groupBy } from '../../common/groupBy';
import { FEW, type PairedComparison, pairedComparisons } from '../../common/pairedComparisons';
import type { ConditionResult } from './results';

/** Two conditions on the same text, compared by the losses of their runs with the same seeds. */
export type ConditionComparison = PairedComparison<ConditionResult>;

/**
 * Compares pairs of conditions on the same text that have finished runs with common seeds. `all` are the
 * results of all conditions, lowest loss first. Conditions that successive halving dropped are left out.
 */
export function comparisonsOf(all: readonly ConditionResult[]): ConditionComparison[] {
  return pairedComparisons(comparable(all));
}

/**
 * Returns whether, for some text, only the condition with the lowest loss is compared with the others,
 * because the text has too many conditions to compare all pairs.
 */
export function comparesLowestOnly(all: readonly ConditionResult[]): boolean {
  return comparable(all).some(({ length }) => length > FEW);
}

/** Returns the results of the conditions that were not dropped, grouped by text. */
function comparable(all: readonly ConditionResult[]): ConditionResult[][] {
  const results = all.filter(({ droppedAfter }) => droppedAfter === undefined);
  return [...groupBy(results, ({ condition }) => condition.text).values()];
}
