import type { NumberColumn } from '../../../core/columns';
import { type Counts, highestLength } from './counts';

/**
 * Returns the counts that Kneser-Ney smoothing uses for all n-grams but those of the highest order, by node.
 * They are continuation counts, N1+(. w1 ... wn): the number of distinct words seen before an n-gram, instead of
 * its occurrences. Kneser & Ney (1995); Chen & Goodman (1998), section 2.7. N-grams that begin with `<s>` keep
 * their numbers of occurrences, because no word can precede them. `begin`, the id of `<s>`, is the largest id.
 */
export function continuations(counts: Counts, begin: number): Float64Array {
  const { levels, starts } = counts;
  const order = highestLength(counts);
  const adjusted = new Float64Array(starts[order]);
  let kept = begin; // index of the first n-gram of the length that begins with `<s>`
  for (let length = 1; length < order; length++) {
    const level = levels[length];
    const [occurrences, ends] = [level.counts.reader(), level.ends.reader()];
    let next = 0;
    for (let i = 0; i < level.words.length; i++) {
      const count = occurrences.next();
      const end = ends.next();
      if (i >= kept) adjusted[starts[length] + i] = count;
      else next = end;
    }
    kept = next;
  }
  for (let length = 2; length <= order; length++) {
    const suffixes = levels[length].suffixes.reader();
    // The suffix is preceded by a word here, so it does not begin a sentence.
    for (let i = starts[length]; i < starts[length + 1]; i++) adjusted[suffixes.next()]++;
  }
  return adjusted;
}

/** Returns n_r for r from 0 to `most`: the number of n-grams with count r. */
export function countsOfCounts(counts: NumberColumn, most: number): number[] {
  const n = new Array<number>(most + 1).fill(0);
  const reader = counts.reader();
  for (let i = 0; i < counts.length; i++) {
    const count = reader.next();
    if (count <= most) n[count]++;
  }
  return n;
}
