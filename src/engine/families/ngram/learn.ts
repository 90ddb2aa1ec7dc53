import { UserError } from '../../../protocol/userError';
import type { TextBytes } from '../../data/decode';
import type { Tokenizer } from '../../data/tokenizer';
import type { Counts } from './count/collector';
import { Counter, type SortingOptions } from './count/count';
import { type EstimateOptions, estimate, type NgramEstimate } from './estimate';
import { ngramVocabulary, visitNgramTokens } from './ngramTokens';

/** What engines say of an array or a map that they have no room for. */
const NO_ROOM = /allocation failed|maximum size|invalid .*length/i;

/** Longer histories repeat the text. */
export const HIGHEST_ORDER = 10;

export interface LearnOptions extends EstimateOptions {
  readonly tokenizer: Tokenizer;
  /** Words of the longest n-grams, 1 to `HIGHEST_ORDER`. */
  readonly order: number;
  /** Words seen fewer times give way to `<unk>`. */
  readonly minimumWordCount: number;
  /** The only words that it may know, whether they stand in the text or not; without them, all of the text. */
  readonly words?: readonly string[];
  /** Gets the counts before they are smoothed. */
  readonly counted?: (counts: Counts) => void;
  /** For texts larger than memory; without it all is sorted in memory. */
  readonly room?: SortingOptions;
}

export interface LearnedNgrams extends NgramEstimate {
  /** Tokens of the text, ends of sentences among them. */
  readonly tokens: number;
}

/**
 * A model of a text: its vocabulary, its n-grams counted, their probabilities. Throws a UserError for a text without words,
 * and where the model has no room in memory.
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
  const { tokenizer, order, room } = options;
  const vocabulary = ngramVocabulary(text, tokenizer, options.minimumWordCount, options.words);
  const begin = vocabulary.size;
  const counter = new Counter(begin, order, room);
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
