import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CacheModel } from '../../../../../src/engine/families/mixture/cache';
import { type Combination, combinations, Mixture } from '../../../../../src/engine/families/mixture/mixture';
import { NgramModel } from '../../../../../src/engine/families/ngram/ngramModel';
import type { LanguageModel } from '../../../../../src/engine/model/languageModel';
import { train } from '../../ngram/support/train';

const letters = fc.constantFrom(...'aabbcdefg');
const text = fc
  .array(fc.array(letters, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 12 })
  .map(sentences => sentences.map(words => `${words.join(' ')}\n`).join(''));
const unit = fc.constantFrom('word', 'character');

/**
 * Generates models, each with its own vocabulary. A model has words and `<unk>`, or characters and no
 * `<unk>`.
 */
export const model = fc
  .record({ text, unit, order: fc.integer({ min: 1, max: 4 }) })
  .map(
    ({ text, unit, order }) => new NgramModel(train(text, order, { unit, smoothing: 'wittenBell' }).smoothed),
  );
const cache = fc
  .record({ text, decay: fc.constantFrom(0.5, 0.9, 1), size: fc.integer({ min: 1, max: 9 }) })
  .map(({ text, ...options }) => new CacheModel(train(text, 1).smoothed.vocabulary, options));
export const combination = fc.constantFrom(...combinations);
/** Generates mixtures of which a member is a mixture. */
const nested = fc
  .tuple(model, fc.oneof(model, cache), combination)
  .map(([a, b, combination]) => mixed([a, b], combination));
export const members = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: model },
    { weight: 1, arbitrary: cache },
    { weight: 1, arbitrary: nested },
  ),
  { minLength: 1, maxLength: 4 },
);
export const numbers = fc.array(fc.nat(99), { minLength: 2, maxLength: 20 });

export function mixed(
  models: readonly LanguageModel[],
  combination: Combination,
  weights = models.map(() => 1),
): Mixture {
  const sum = weights.reduce((a, b) => a + b, 0);
  return new Mixture(
    models.map((model, i) => ({ model, weight: weights[i] / sum })),
    combination,
  );
}

export const within = (ids: readonly number[], { vocabulary }: LanguageModel) =>
  Int32Array.from(ids, id => id % vocabulary.size);

export function same(found: Float64Array, expected: Float64Array): void {
  assert.equal(found.length, expected.length);
  for (const [i, value] of expected.entries()) {
    const isSame = Object.is(found[i], value) || Math.abs(found[i] - value) < 1e-9;
    assert.ok(isSame, `token ${i}: ${found[i]}, not ${value}`);
  }
}
