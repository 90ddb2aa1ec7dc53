import { Counter } from '../families/ngram/count/count';
import type { Counts } from '../families/ngram/count/counts';
import type { ComparisonText } from './comparedKind';

/** Counts the n-grams of lengths 1 to `order`. A sentence begins at the start and after each sentence end. */
export function countNgrams(
  { vocabulary, sentenceEnd }: Pick<ComparisonText, 'vocabulary' | 'sentenceEnd'>,
  ids: Int32Array,
  order: number,
): Counts {
  const begin = vocabulary.size;
  const counter = new Counter(begin, order);
  let isFresh = true;
  for (const id of ids) {
    if (isFresh) counter.push(begin);
    counter.push(id);
    isFresh = id === sentenceEnd;
  }
  return counter.finish();
}
