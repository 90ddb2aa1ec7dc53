import type { Vocabulary } from '../../data/vocabulary';
import type { Trie } from './trie';

/**
 * A back-off model with the content of an ARPA file: log10 P(w|h) for each n-gram hw, and log10 bow(h) for
 * each history h (0 if no n-gram continues it). The children of the root are the W words. The first V of them
 * are the vocabulary. If W = V + 1, the last one is `<s>`, with a log10 P of -Infinity.
 */
export interface BackoffModel {
  readonly vocabulary: Vocabulary;
  readonly trie: Trie;
  readonly logProbs: Float64Array; // [N], log10 P(w|h) for each node hw
  readonly backOffs: Float64Array; // [N], log10 bow(h) for each node h
}

/**
 * Returns the id of `<s>`, or -1 if the model does not contain it. `<s>` is not in the vocabulary; its id is the
 * first after those of the vocabulary.
 */
export function sentenceBeginOf({ vocabulary, trie }: Pick<BackoffModel, 'vocabulary' | 'trie'>): number {
  return trie.levels[2] - 1 > vocabulary.size ? vocabulary.size : -1;
}
