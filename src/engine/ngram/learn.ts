import { UserError } from '../../protocol/userError';
import type { Tokenizer } from '../data/tokenizer';
import { chainOf, ngramVocabulary } from './chain';
import { countNgrams } from './count/count';
import { type Estimate, type EstimateOptions, estimate } from './estimate';

/** Longer histories repeat the text. */
export const HIGHEST_ORDER = 10;

export interface LearnOptions extends EstimateOptions {
  readonly tokenizer: Tokenizer;
  /** Words of the longest n-grams, 1 to `HIGHEST_ORDER`. */
  readonly order: number;
  /** Words seen fewer times give way to `<unk>`. */
  readonly minimumWordCount: number;
}

export interface Learned extends Estimate {
  /** Tokens of the text, ends of sentences among them. */
  readonly tokens: number;
}

/** A model of a text: its vocabulary, its n-grams counted, their probabilities. Throws a UserError for a text without words. */
export function learn(
  text: { readonly name: string; readonly bytes: Uint8Array },
  options: LearnOptions,
): Learned {
  const { tokenizer } = options;
  const vocabulary = ngramVocabulary(text, tokenizer, options.minimumWordCount);
  const chain = chainOf(text, tokenizer, vocabulary);
  if (chain.ids.length === 0) {
    throw new UserError(
      '"{0}" is empty. Write or paste some text into it first; a few pages are a good start.',
      [text.name],
    );
  }
  const counts = countNgrams(chain, options.order);
  const tokens = chain.ids.reduce((count, id) => (id === chain.begin ? count : count + 1), 0);
  return { ...estimate(counts, vocabulary, options), tokens };
}
