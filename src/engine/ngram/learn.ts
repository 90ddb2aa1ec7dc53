import { UserError } from '../../protocol/userError';
import type { TextBytes } from '../data/decode';
import type { Tokenizer } from '../data/tokenizer';
import { ngramVocabulary, visitChain } from './chain';
import { Counter, type SortingRoom } from './count/count';
import { type Estimate, type EstimateOptions, estimate } from './estimate';

/** Longer histories repeat the text. */
export const HIGHEST_ORDER = 10;

export interface LearnOptions extends EstimateOptions {
  readonly tokenizer: Tokenizer;
  /** Words of the longest n-grams, 1 to `HIGHEST_ORDER`. */
  readonly order: number;
  /** Words seen fewer times give way to `<unk>`. */
  readonly minimumWordCount: number;
  /** For texts larger than memory; without it all is sorted in memory. */
  readonly room?: SortingRoom;
}

export interface Learned extends Estimate {
  /** Tokens of the text, ends of sentences among them. */
  readonly tokens: number;
}

/** A model of a text: its vocabulary, its n-grams counted, their probabilities. Throws a UserError for a text without words. */
export function learn(
  text: { readonly name: string; readonly bytes: TextBytes },
  options: LearnOptions,
): Learned {
  const { tokenizer, order, room } = options;
  const vocabulary = ngramVocabulary(text, tokenizer, options.minimumWordCount);
  const begin = vocabulary.size;
  const counter = new Counter(begin, order, room);
  let tokens = 0;
  visitChain(text, tokenizer, vocabulary, id => {
    if (id !== begin) tokens++;
    counter.push(id);
  });
  if (tokens === 0) {
    throw new UserError(
      '"{0}" is empty. Write or paste some text into it first; a few pages are a good start.',
      [text.name],
    );
  }
  return { ...estimate(counter.finish(), vocabulary, options), tokens };
}
