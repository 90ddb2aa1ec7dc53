import type { Vocabulary } from '../../data/vocabulary';
import type { Trie } from './trie';

/**
 * N-grams with probabilities, as an ARPA file has them: log10 P(w|h) for the n-gram hw and log10 bow(h) for the
 * history h, 0 where nothing follows it. Of the W words, which are the children of the root, the first V are the
 * vocabulary's; where there is one more, it is `<s>`, whose log10 P is -Infinity.
 */
export interface BackoffModel {
  readonly vocabulary: Vocabulary;
  readonly trie: Trie;
  readonly logProbs: Float64Array; // [N]
  readonly backOffs: Float64Array; // [N]
}

/** The place of the vocabulary's `<s>` among the words, or -1. */
export function sentenceBeginOf({ vocabulary, trie }: Pick<BackoffModel, 'vocabulary' | 'trie'>): number {
  return trie.levels[2] - 1 > vocabulary.size ? vocabulary.size : -1;
}
