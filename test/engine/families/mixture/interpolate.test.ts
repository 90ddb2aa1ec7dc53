import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { interpolate } from '../../../../src/engine/families/mixture/interpolate';
import { Mixture } from '../../../../src/engine/families/mixture/mixture';
import { readArpa } from '../../../../src/engine/families/ngram/arpa/read';
import type { BackoffModel } from '../../../../src/engine/families/ngram/backoffModel';
import { NgramModel } from '../../../../src/engine/families/ngram/ngramModel';
import { ROOT } from '../../../../src/engine/families/ngram/trie';
import { listing } from '../ngram/support/listing';
import { train } from '../ngram/support/train';

const sentences = fc.array(fc.array(fc.constantFrom(...'aabbcdefg'), { minLength: 1, maxLength: 8 }), {
  minLength: 1,
  maxLength: 12,
});
const model = fc.record({ sentences, order: fc.integer({ min: 1, max: 4 }) }).map(({ sentences, order }) => {
  const text = sentences.map(words => `${words.join(' ')}\n`).join('');
  return new NgramModel(train(text, order, { smoothing: 'wittenBell' }).smoothed);
});

/** Returns the words of every n-gram, by the number of its node. */
function ngramsOf({ trie: { words, children } }: BackoffModel): number[][] {
  const ngrams: number[][] = [[]];
  for (let node = ROOT; node < words.length; node++) {
    for (let child = children[node]; child < children[node + 1]; child++) {
      ngrams[child] = [...ngrams[node], words[child]];
    }
  }
  return ngrams;
}

/** Returns the n-grams as texts, in alphabetical order. */
function namesOf(smoothed: BackoffModel): string[] {
  const { symbols } = smoothed.vocabulary;
  const names = ngramsOf(smoothed).map(ids => ids.map(id => symbols[id] ?? '<s>').join(' '));
  return names.sort();
}

describe('n-grams interpolated into one model', () => {
  it("have probabilities that sum to 1 after every history and are the mean of the models'", () => {
    fc.assert(
      fc.property(
        fc.array(model, { minLength: 1, maxLength: 3 }),
        fc.double({ min: 0.1, max: 0.9, noNaN: true }),
        (models, share) => {
          const weights =
            models.length === 1
              ? [1]
              : models.map((_, i) => (i === 0 ? share : (1 - share) / (models.length - 1)));
          const merged = interpolate(models, weights);
          const mixture = new Mixture(
            models.map((model, i) => ({ model, weight: weights[i] })),
            'linear',
          );
          assert.deepEqual(merged.vocabulary.symbols, mixture.vocabulary.symbols);
          assert.deepEqual(
            namesOf(merged),
            [...new Set(models.flatMap(({ smoothed }) => namesOf(smoothed)))].sort(),
          );
          const one = new NgramModel(merged);
          const end = merged.vocabulary.id('</s>');
          const begin = merged.vocabulary.size;
          for (const [node, [first, ...ids]] of ngramsOf(merged).entries()) {
            if (first !== begin || ids.length === 0) continue;
            const sequence = Int32Array.from([end, ...ids]);
            const expected = mixture.score(mixture.start(), sequence).logProbs.at(-1) ?? Number.NaN;
            assert.ok(Math.abs(merged.logProbs[node] * Math.LN10 - expected) < 1e-9);
            const { logProbs } = one.step(
              one.score(one.start(), sequence).state,
              sequence[sequence.length - 1],
            );
            const sum = logProbs.reduce((sum, logProb) => sum + Math.exp(logProb), 0);
            // Back-off weights that are right within the rounding of a file, 5e-7, are kept.
            assert.ok(Math.abs(sum - 1) < 1e-5, String(sum));
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('contain the n-grams that follow the first symbol of a model, which is not a sentence end in a model of characters', () => {
    const texts = ['abcabd', 'abcbca'];
    const models = texts.map(
      text => new NgramModel(train(text, 3, { unit: 'character', smoothing: 'wittenBell' }).smoothed),
    );
    const merged = namesOf(interpolate(models, [0.5, 0.5]));
    assert.deepEqual(merged, [...new Set(models.flatMap(({ smoothed }) => namesOf(smoothed)))].sort());
    assert.ok(merged.includes('a b d'));
  });

  it('have the weighted mean of the probabilities after every symbol, also after the first of the vocabulary', () => {
    const models = ['aabacab', 'abcbccba'].map(
      text => new NgramModel(train(text, 3, { unit: 'character', smoothing: 'wittenBell' }).smoothed),
    );
    const weights = [0.3, 0.7];
    const lists = models.map(({ smoothed }) => listing(smoothed));
    assert.deepEqual(models[0].vocabulary.symbols, ['a', 'b', 'c']);
    /** Returns log10 P of the last word after the others, by backing off. */
    const logProb = (list: (typeof lists)[number], words: readonly string[]): number => {
      const found = list.get(words.join(' '));
      if (found) return found[0];
      return (list.get(words.slice(0, -1).join(' '))?.[1] ?? 0) + logProb(list, words.slice(1));
    };
    let checked = 0;
    for (const [name, [found]] of listing(interpolate(models, weights))) {
      const words = name.split(' ');
      if (words.at(-1) === '<s>') continue;
      const expected = lists.reduce((sum, list, i) => sum + weights[i] * 10 ** logProb(list, words), 0);
      assert.ok(Math.abs(10 ** found - expected) < 1e-12, `${name}: ${10 ** found} instead of ${expected}`);
      checked++;
    }
    assert.ok(checked > 15, `${checked}`);
  });

  it('keep the back-off weights of a model that is mixed with itself, despite their few digits', () => {
    const bytes = readFileSync('test/fixtures/cases/a56-opengrm.arpa');
    const { smoothed } = readArpa({ name: 'model.arpa', bytes });
    const model = new NgramModel(smoothed);
    const merged = listing(interpolate([model, model], [0.25, 0.75]));
    for (const [words, [logProb, backOff]] of listing(smoothed)) {
      const [found, weight] = merged.get(words) ?? [];
      assert.ok(found === logProb || Math.abs((found ?? 9) - logProb) < 1e-9, words);
      assert.ok(
        weight === backOff || Math.abs((weight ?? 9) - backOff) < 1e-9,
        `${words}: ${weight}, ${backOff}`,
      );
    }
  });
});
