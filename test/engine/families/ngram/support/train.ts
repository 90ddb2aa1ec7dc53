import { readFileSync } from 'node:fs';
import { type TextUnit, tokenizers } from '../../../../../src/engine/data/tokenizers';
import type { BackoffModel } from '../../../../../src/engine/families/ngram/backoffModel';
import type { NgramEstimate } from '../../../../../src/engine/families/ngram/estimate';
import type { LengthOptions } from '../../../../../src/engine/families/ngram/estimateOptions';
import { type LearnOptions, learn } from '../../../../../src/engine/families/ngram/learn';
import { modelOf } from '../../../../../src/engine/families/ngram/levels';

type Options = Partial<LengthOptions> & Partial<Omit<LearnOptions, 'tokenizer' | 'order'>>;

/**
 * Trains a model on `text`. By default, it is a model of words with interpolated Kneser-Ney smoothing.
 * `byLength` returns the options for a length of n-grams.
 */
export function train(
  text: string | Uint8Array,
  order: number,
  {
    unit = 'word',
    locale = 'en',
    ...options
  }: Options & { readonly unit?: TextUnit; readonly locale?: string } = {},
): Pick<NgramEstimate, 'fits'> & { readonly smoothed: BackoffModel } {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const each = { smoothing: 'kneserNey', interpolate: true, minimumCount: 1, ...options } as const;
  const tokenizer = tokenizers[unit](locale);
  const { ngrams, fits } = learn(
    { name: 'text', bytes },
    { minimumWordCount: 1, byLength: () => each, ...options, order, tokenizer },
  );
  return { smoothed: modelOf(ngrams), fits };
}

export const textFile = (name: string) => readFileSync(`test/fixtures/text/${name}`);
export const ngramFile = (name: string) => readFileSync(`test/fixtures/ngram/${name}`);
