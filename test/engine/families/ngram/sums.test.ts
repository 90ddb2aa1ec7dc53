import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { BackoffModel } from '../../../../src/engine/families/ngram/backoffModel';
import { NgramModel } from '../../../../src/engine/families/ngram/ngramModel';
import { pruneByEntropy } from '../../../../src/engine/families/ngram/prune';
import { type SmoothingName, smoothings } from '../../../../src/engine/families/ngram/smoothing';
import { truncate } from '../../../../src/engine/families/ngram/truncate';
import { train } from './support/train';

const letters = fc.constantFrom(...'aabbcdefg');
/** Generates sentences in which some words are frequent, as in natural texts. */
const corpus = fc
  .array(fc.array(letters, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 30 })
  .map(sentences => sentences.map(words => `${words.join(' ')}\n`).join(''));
const history = fc.array(fc.nat(6), { maxLength: 12 });
const names = Object.keys(smoothings) as SmoothingName[];
const options = fc.record({
  smoothings: fc.oneof(
    fc.constantFrom(...names).map(name => [name]),
    // A smoothing method for each length of n-grams.
    fc.array(fc.constantFrom(...names), { minLength: 10, maxLength: 10 }),
  ),
  interpolate: fc.boolean(),
  minimum: fc.integer({ min: 1, max: 3 }),
  prunedUpTo: fc.constantFrom(0, 0, 1, 2),
  added: fc.constantFrom(0.1, 1),
  discount: fc.constantFrom(0, 0.3, 1),
});

/**
 * Asserts that the probabilities of all words after a history sum to 1, and that looking up a single word
 * gives the same probability.
 */
function checkSums(smoothed: BackoffModel, ids: readonly number[]): void {
  const model = new NgramModel(smoothed);
  const V = model.vocabulary.size;
  let state = model.start();
  const found = { logProb: 0, length: 0, next: 0 };
  for (const id of ids.map(id => id % V)) {
    const { state: next, logProbs } = model.step(state, id);
    let sum = 0;
    for (let word = 0; word < V; word++) {
      model.look(next, word, found);
      assert.ok(Math.abs(Math.exp(logProbs[word]) - 10 ** found.logProb) < 1e-12);
      sum += Math.exp(logProbs[word]);
    }
    assert.ok(Math.abs(sum - 1) < 1e-9, `${sum}`);
    state = next;
  }
}

describe('the probabilities of a model sum to 1 over its vocabulary', () => {
  for (const unit of ['word', 'character'] as const) {
    it(`with ${unit} units, for every order and smoothing, after pruning by counts and by entropy`, () => {
      fc.assert(
        fc.property(
          corpus,
          fc.integer({ min: 1, max: 10 }),
          options,
          history,
          fc.constantFrom(1e-8, 1e-3, 0.1, 10),
          (text, order, { minimum, smoothings, ...options }, ids, threshold) => {
            const { smoothed } = train(text, order, {
              ...options,
              unit,
              byLength: n => ({
                ...options,
                smoothing: smoothings[n - 1] ?? smoothings[0],
                minimumCount: minimum,
              }),
            });
            checkSums(smoothed, ids);
            checkSums(pruneByEntropy(smoothed, threshold), ids);
            checkSums(truncate(smoothed, Math.max(1, order - 1)), ids);
          },
        ),
        { numRuns: 200 },
      );
    });
  }

  it('if every word has one follower, so that smoothing leaves no mass', () => {
    for (const smoothing of names) {
      const { smoothed } = train('a b c d\n'.repeat(50), 3, { smoothing });
      checkSums(smoothed, [0, 1, 2, 3, 4, 0, 0, 5]);
    }
  });
});
