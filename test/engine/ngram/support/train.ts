import { readFileSync } from 'node:fs';
import { type TextUnit, tokenizers } from '../../../../src/engine/data/tokenizers';
import type { Vocabulary } from '../../../../src/engine/data/vocabulary';
import { chainOf, ngramVocabulary } from '../../../../src/engine/ngram/chain';
import { countNgrams } from '../../../../src/engine/ngram/count/count';
import { type Estimate, type EstimateOptions, estimate } from '../../../../src/engine/ngram/estimate';

export const plain: EstimateOptions = {
  smoothing: 'kneserNey',
  interpolate: true,
  minimumCount: () => 1,
  goodTuringMaximum: length => (length === 1 ? 1 : 7),
  added: 1,
};

/** A model of `text` as it is learned without files. */
export function train(
  text: string | Uint8Array,
  order: number,
  options: Partial<EstimateOptions> = {},
  unit: TextUnit = 'word',
): Estimate {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const source = { name: 'text', bytes };
  const tokenizer = tokenizers[unit]('en');
  const vocabulary: Vocabulary = ngramVocabulary(source, tokenizer, 1);
  const counts = countNgrams(chainOf(source, tokenizer, vocabulary), order);
  return estimate(counts, vocabulary, { ...plain, ...options });
}

export const textFile = (name: string) => readFileSync(`test/fixtures/text/${name}`);
export const ngramFile = (name: string) => readFileSync(`test/fixtures/ngram/${name}`);
