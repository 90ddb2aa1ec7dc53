import { type PairedComparison, pairedComparisons } from '../../common/pairedComparisons';
import type { ConditionResult } from './results';

/** Two conditions on the same text, compared by the losses of their runs with the same seeds. */
export type ConditionComparison = PairedComparison<ConditionResult>;

/**
 * Compares pairs of conditions on the same text that have finished runs with common seeds. `all` are the
 * results of all conditions, lowest loss first. Conditions that successive halving dropped are left out.
 */
export function comparisonsOf(all: readonly ConditionResult[]): ConditionComparison[] {
  const results = all.filter(({ droppedAfter }) => droppedAfter === undefined); // without those dropped
  const texts = new Set(results.map(({ condition }) => condition.text));
  return pairedComparisons(
    [...texts].map(text => results.filter(({ condition }) => condition.text === text)),
  );
}
