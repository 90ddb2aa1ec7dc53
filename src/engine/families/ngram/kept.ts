import type { NumberColumn } from '../../core/columns';
import { type Counts, highestLength } from './count/counts';
import type { LengthOptions } from './estimateOptions';

/**
 * Marks the n-grams to keep: those with sufficient counts, the prefixes of kept n-grams, and all single
 * words. `seen` are the counts that the smoothing of each length uses.
 */
export function keptNodes(
  counts: Counts,
  seen: readonly NumberColumn[],
  options: readonly LengthOptions[],
): Uint8Array {
  const { levels, starts } = counts;
  const order = highestLength(counts);
  const kept = new Uint8Array(starts[order + 1]).fill(1, 0, starts[2]);
  for (let length = order; length > 1; length--) {
    const { minimumCount, prunedUpTo = 0 } = options[length];
    const [used, occurrences] = [seen[length].reader(), levels[length].counts.reader()];
    const ends = length < order ? levels[length].ends.reader() : undefined;
    let child = starts[length + 1];
    for (let node = starts[length]; node < starts[length + 1]; node++) {
      // Both columns must be read in any case, to stay at the same n-gram.
      const [isFrequent, isUnpruned] = [used.next() >= minimumCount, occurrences.next() > prunedUpTo];
      let keep = isFrequent && isUnpruned;
      const end = ends ? starts[length + 1] + ends.next() : child;
      for (; child < end; child++) if (kept[child] === 1) keep = true;
      kept[node] = keep ? 1 : 0;
    }
  }
  return kept;
}
