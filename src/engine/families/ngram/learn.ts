import { UserError } from '../../../protocol/userError';
import type { TextBytes } from '../../data/decode';
import type { Tokenizer } from '../../data/tokenizer';
import type { Counts } from './count/collector';
import { Counter, type SortingOptions } from './count/count';
import { type EstimateOptions, estimate, type NgramEstimate } from './estimate';
import { ngramVocabulary, visitNgramTokens } from './ngramTokens';

/** Matches the error messages of JavaScript engines for an array or map that does not fit into memory. */
const NO_ROOM = /allocation failed|maximum size|invalid .*length/i;

/** Maximum length of the n-grams of a model to learn. Longer n-grams would mostly repeat the text. */
export const HIGHEST_ORDER = 10;

export interface LearnOptions extends EstimateOptions {
  readonly tokenizer: Tokenizer;
  /** Number of words of the longest n-grams, from 1 to `HIGHEST_ORDER`. */
  readonly order: number;
  /** Minimum number of occurrences of a word. Rarer words are replaced by `<unk>`. */
  readonly minimumWordCount: number;
  /** The vocabulary. It may contain words that do not occur in the text. Default: all words of the text. */
  readonly words?: readonly string[];
  /** Called with the n-gram counts before smoothing. */
  readonly counted?: (counts: Counts) => void;
  /**
   * Memory limit and storage for texts whose n-grams do not fit into memory. Default: everything is sorted in
   * memory.
   */
  readonly sorting?: SortingOptions;
}

export interface LearnedNgrams extends NgramEstimate {
  /** Number of tokens of the text, including sentence ends. */
  readonly tokens: number;
}

/**
 * Learns a model from a text: its vocabulary, the counts of its n-grams, and their probabilities. Throws a
 * UserError if the text contains no words or the model does not fit into memory.
 */
export function learn(
  text: { readonly name: string; readonly bytes: TextBytes },
  options: LearnOptions,
): LearnedNgrams {
  try {
    return learned(text, options);
  } catch (error) {
    if (!(error instanceof RangeError && NO_ROOM.test(error.message))) throw error;
    throw new UserError(
      'The n-grams of "{0}" do not fit into memory ({1}). Choose shorter n-grams, or leave rare words out.',
      [text.name, error.message],
    );
  }
}

function learned(
  text: { readonly name: string; readonly bytes: TextBytes },
  options: LearnOptions,
): LearnedNgrams {
  const { tokenizer, order, sorting } = options;
  const vocabulary = ngramVocabulary(text, tokenizer, options.minimumWordCount, options.words);
  const begin = vocabulary.size;
  const counter = new Counter(begin, order, sorting);
  let tokens = 0;
  visitNgramTokens(text, tokenizer, vocabulary, id => {
    if (id !== begin) tokens++;
    counter.push(id);
  });
  if (tokens === 0) {
    throw new UserError('"{0}" is empty. Write or paste some text into it first; a few pages are enough.', [
      text.name,
    ]);
  }
  const counts = counter.finish();
  options.counted?.(counts);
  return { ...estimate(counts, vocabulary, options), tokens };
}
