import { readFileSync } from 'node:fs';
import { type TextUnit, tokenizers } from '../../../../src/engine/data/tokenizers';
import type { Estimate } from '../../../../src/engine/ngram/estimate';
import { type LearnOptions, learn } from '../../../../src/engine/ngram/learn';

const plain: Omit<LearnOptions, 'order' | 'tokenizer'> = {
  minimumWordCount: 1,
  smoothing: 'kneserNey',
  interpolate: true,
  minimumCount: () => 1,
  goodTuringMaximum: length => (length === 1 ? 1 : 7),
  added: 1,
};

/** A model of `text`, interpolated Kneser-Ney of words unless told otherwise. */
export function train(
  text: string | Uint8Array,
  order: number,
  { unit = 'word', ...options }: Partial<LearnOptions> & { readonly unit?: TextUnit } = {},
): Estimate {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  return learn({ name: 'text', bytes }, { ...plain, order, tokenizer: tokenizers[unit]('en'), ...options });
}

export const textFile = (name: string) => readFileSync(`test/fixtures/text/${name}`);
export const ngramFile = (name: string) => readFileSync(`test/fixtures/ngram/${name}`);
