import { UserError } from '../../protocol/userError';
import { exp } from '../core/math';
import { encodeText } from '../data/corpus';
import type { Tokenizer } from '../data/tokenizer';
import type { Mixture } from './mixture';
import { bestWeights } from './weights';

/** Weights and what they were found with. */
export interface FoundWeights {
  readonly weights: readonly number[];
  readonly tokens: number;
  /** Of the mixture, on the text that the weights were found with. */
  readonly perplexity: number;
}

/** The weights of a linear mixture that foresees a text best. Throws a UserError for a text that will not do. */
export function findWeights(
  model: Mixture,
  tokenizer: Tokenizer,
  text: { readonly name: string; readonly bytes: Uint8Array },
): FoundWeights {
  const { vocabulary } = model;
  const ids = encodeText(text, tokenizer, vocabulary);
  if (ids.length < 2) {
    throw new UserError(
      'The held-out text "{0}" has {1} tokens that the models know; weights need 2 at the very least, and some hundreds to be worth much. Choose a longer one.',
      [text.name, ids.length],
    );
  }
  // As after a line's end, for models that know one.
  const before = vocabulary.has(tokenizer.lineEnd) ? [vocabulary.id(tokenizer.lineEnd)] : [];
  const { weights, loss } = bestWeights(model.scoresOfMembers(Int32Array.from([...before, ...ids])));
  return { weights, tokens: ids.length, perplexity: exp(loss) };
}
