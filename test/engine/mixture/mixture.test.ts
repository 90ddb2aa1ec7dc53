import assert from 'node:assert/strict';
import fc from 'fast-check';
import { encodeText } from '../../../src/engine/data/corpus';
import { words } from '../../../src/engine/data/words';
import type { LanguageModel } from '../../../src/engine/eval/languageModel';
import { CacheModel } from '../../../src/engine/mixture/cache';
import { findWeights } from '../../../src/engine/mixture/findWeights';
import { bestLogLinearWeights } from '../../../src/engine/mixture/logLinearWeights';
import { type Combination, combinations, Mixture } from '../../../src/engine/mixture/mixture';
import { bestWeights } from '../../../src/engine/mixture/weights';
import { NgramModel } from '../../../src/engine/ngram/ngramModel';
import { textFile, train } from '../ngram/support/train';

const letters = fc.constantFrom(...'aabbcdefg');
const text = fc
  .array(fc.array(letters, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 12 })
  .map(sentences => sentences.map(words => `${words.join(' ')}\n`).join(''));
const unit = fc.constantFrom('word', 'character');

/** A model with `<unk>` (words) or without it (characters), and a vocabulary of its own. */
const model = fc
  .record({ text, unit, order: fc.integer({ min: 1, max: 4 }) })
  .map(
    ({ text, unit, order }) => new NgramModel(train(text, order, { unit, smoothing: 'wittenBell' }).smoothed),
  );
const cache = fc
  .record({ text, decay: fc.constantFrom(0.5, 0.9, 1), size: fc.integer({ min: 1, max: 9 }) })
  .map(({ text, ...options }) => new CacheModel(train(text, 1).smoothed.vocabulary, options));
const combination = fc.constantFrom(...combinations);
/** A mixture is a member like any other. */
const nested = fc
  .tuple(model, fc.oneof(model, cache), combination)
  .map(([a, b, combination]) => mixed([a, b], combination));
const members = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: model },
    { weight: 1, arbitrary: cache },
    { weight: 1, arbitrary: nested },
  ),
  { minLength: 1, maxLength: 4 },
);
const numbers = fc.array(fc.nat(99), { minLength: 2, maxLength: 20 });

function mixed(
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

const within = (ids: readonly number[], { vocabulary }: LanguageModel) =>
  Int32Array.from(ids, id => id % vocabulary.size);

describe('a mixture', () => {
  it('has probabilities that sum to 1 over the vocabulary of them all', () => {
    fc.assert(
      fc.property(members, combination, numbers, (models, combination, ids) => {
        const mixture = mixed(models, combination);
        mixture.read(mixture.start(), within(ids, mixture), (_i, logProbs) => {
          const sum = [...logProbs].reduce((sum, logProb) => sum + Math.exp(logProb), 0);
          assert.ok(Math.abs(sum - 1) < 1e-9, `${sum}`);
        });
      }),
    );
  });

  it('scores in one go what it says step by step, whatever its members have to pass over', () => {
    fc.assert(
      fc.property(members, combination, numbers, fc.nat(), (models, combination, numbers, place) => {
        const mixture = mixed(models, combination);
        const ids = within(numbers, mixture);
        const steps = new Float64Array(ids.length).fill(Number.NaN);
        mixture.read(mixture.start(), ids, (i, logProbs) => {
          steps[i] = logProbs[ids[i]];
        });
        const whole = mixture.score(mixture.start(), ids);
        same(whole.logProbs, steps);
        // And goes on where it stopped: the last token is taken in with what follows.
        const cut = 1 + (place % (ids.length - 1));
        const first = mixture.score(mixture.start(), ids.subarray(0, cut));
        const second = mixture.score(first.state, ids.subarray(cut - 1));
        same(second.logProbs.subarray(1), steps.subarray(cut));
      }),
    );
  });

  it('of one member is that member, and of one with all the weight as well', () => {
    fc.assert(
      fc.property(model, model, combination, numbers, (a, b, combination, numbers) => {
        const alone = mixed([a], combination);
        const ids = within(numbers, a);
        same(alone.score(alone.start(), ids).logProbs, a.score(a.start(), ids).logProbs);
        const both = mixed([a, b], combination, [1, 0]);
        const symbols = [...ids].map(id => a.vocabulary.symbols[id]);
        const shared = Int32Array.from(symbols, symbol => both.vocabulary.id(symbol));
        const [expected] = both.scoresOfMembers(shared);
        same(both.score(both.start(), shared).logProbs, expected);
      }),
    );
  });

  it('as an ensemble has a perplexity not above the geometric mean of its members', () => {
    fc.assert(
      fc.property(fc.array(model, { minLength: 2, maxLength: 4 }), numbers, (models, numbers) => {
        const ensemble = mixed(models, 'linear');
        const ids = within(numbers, ensemble);
        const loss = (logProbs: Float64Array) => -logProbs.subarray(1).reduce((a, b) => a + b, 0);
        const losses = ensemble.scoresOfMembers(ids).map(loss);
        const mean = losses.reduce((a, b) => a + b, 0) / losses.length;
        assert.ok(loss(ensemble.score(ensemble.start(), ids).logProbs) <= mean + 1e-9);
      }),
    );
  });

  it('splits the probability of <unk> among what a member does not know', () => {
    const [small, large] = ['a a\na\n', 'a b\nc d\n'].map(text => new NgramModel(train(text, 2).smoothed));
    const mixture = mixed([small, large], 'linear', [1, 0]);
    const { vocabulary } = mixture;
    assert.deepEqual(vocabulary.symbols, ['</s>', '<unk>', 'a', 'b', 'c', 'd']);
    const own = small.step(small.start(), small.vocabulary.id('a')).logProbs;
    const unknown = Math.exp(own[small.vocabulary.id('<unk>')]);
    const { logProbs } = mixture.step(mixture.start(), vocabulary.id('a'));
    for (const word of ['<unk>', 'b', 'c', 'd']) {
      assert.ok(Math.abs(Math.exp(logProbs[vocabulary.id(word)]) - unknown / 4) < 1e-12, word);
    }
    assert.ok(Math.abs(logProbs[vocabulary.id('a')] - own[small.vocabulary.id('a')]) < 1e-12);
  });
});

describe('weights by expectation-maximisation', () => {
  it('are the best: no other weights near them foresee the text better', () => {
    const P = fc.array(fc.double({ min: 1e-4, max: 1, noNaN: true }), { minLength: 30, maxLength: 30 });
    fc.assert(
      fc.property(fc.array(P, { minLength: 2, maxLength: 4 }), members => {
        const logProbs = members.map(each => Float64Array.from(each, Math.log));
        const { weights, loss } = bestWeights(logProbs);
        assert.ok(Math.abs(weights.reduce((a, b) => a + b, 0) - 1) < 1e-9);
        const lossOf = (weights: readonly number[]) =>
          -members[0].reduce(
            (sum, _, t) => sum + Math.log(weights.reduce((p, w, i) => p + w * members[i][t], 0)),
            0,
          ) / 30;
        assert.ok(Math.abs(lossOf(weights) - loss) < 1e-9);
        for (const i of weights.keys()) {
          for (const change of [0.01, -0.01]) {
            const moved = weights.map((w, j) => Math.max(0, j === i ? w + change : w));
            const sum = moved.reduce((a, b) => a + b, 0);
            assert.ok(lossOf(moved.map(w => w / sum)) >= loss - 1e-5);
          }
        }
      }),
    );
  });

  it('leave out what is impossible to all, and are equal where nothing is left', () => {
    const log = (...p: number[]) => Float64Array.from(p, Math.log);
    assert.deepEqual(bestWeights([log(0, 0.2), log(0, 0.2)]).weights, [0.5, 0.5]);
    assert.deepEqual(bestWeights([log(0), log(0)]).weights, [0.5, 0.5]);
    const [first, second] = bestWeights([log(Number.NaN, 0.1, 0.2), log(Number.NaN, 0, 0)]).weights;
    assert.ok(first > 0.9999 && second < 1e-4);
  });
});

describe('weights of a log-linear mixture', () => {
  /** Members with a distribution over 6 symbols at each of 12 places, and the symbol that came. */
  const weight = fc.double({ min: 1e-3, max: 1, noNaN: true });
  const row = fc.array(weight, { minLength: 6, maxLength: 6 }).map(values => {
    const sum = values.reduce((a, b) => a + b, 0);
    return Float64Array.from(values, value => Math.log(value / sum));
  });
  const place = fc.record({ rows: fc.array(row, { minLength: 3, maxLength: 3 }), id: fc.nat(5) });
  const text = fc.array(place, { minLength: 12, maxLength: 12 });

  /** Nats a token, by the definition. */
  function lossOf(
    text: readonly { rows: readonly Float64Array[]; id: number }[],
    weights: readonly number[],
  ) {
    const total = text.reduce((sum, { rows, id }) => {
      const score = (w: number) => weights.reduce((score, lambda, i) => score + lambda * rows[i][w], 0);
      const Z = [...rows[0].keys()].reduce((Z, w) => Z + Math.exp(score(w)), 0);
      return sum - score(id) + Math.log(Z);
    }, 0);
    return total / text.length;
  }

  it('are the best: no other weights near them, and none below 0, foresee the text better', () => {
    fc.assert(
      fc.property(text, text => {
        const { weights, loss } = bestLogLinearWeights(3, [0, 1, 2], visit => {
          for (const { rows, id } of text) visit(rows, id);
        });
        assert.ok(Math.abs(lossOf(text, weights) - loss) < 1e-9);
        for (const i of weights.keys()) {
          for (const change of [0.01, -0.01]) {
            const moved = weights.map((w, j) => Math.max(0, j === i ? w + change : w));
            assert.ok(lossOf(text, moved) >= loss - 1e-5, `${weights}`);
          }
        }
      }),
    );
  });

  it('are found for a mixture as it reads, and better both its equal weights and its members', () => {
    const [a, b] = ['words-300-lines.txt', 'words.valid.txt'].map(
      name => new NgramModel(train(textFile(name), 3).smoothed),
    );
    const mixture = mixed([a, b], 'logLinear');
    const bytes = textFile('words.test.txt').subarray(0, 4000);
    const found = findWeights(mixture, words, { name: 'held out', bytes });
    const best = new Mixture(
      [a, b].map((model, i) => ({ model, weight: found.weights[i] })),
      'logLinear',
    );
    const ids = encodeText({ name: 'held out', bytes }, words, mixture.vocabulary);
    const sequence = Int32Array.from([mixture.vocabulary.id('</s>'), ...ids]);
    const perplexity = (logProbs: Float64Array) =>
      Math.exp(-logProbs.subarray(1).reduce((sum, logProb) => sum + logProb, 0) / ids.length);
    const reached = perplexity(best.score(best.start(), sequence).logProbs);
    assert.ok(Math.abs(reached / found.perplexity - 1) < 1e-6, `${reached}, not ${found.perplexity}`);
    for (const scores of mixture.scoresOfMembers(sequence)) assert.ok(reached < perplexity(scores));
    assert.ok(reached < perplexity(mixture.score(mixture.start(), sequence).logProbs));
  });

  it('have an end where a model knows the text by heart', () => {
    const sure = Float64Array.of(Math.log(0.9), Math.log(0.1));
    const { weights } = bestLogLinearWeights(1, [0], visit => visit([sure], 0));
    assert.ok(weights[0] > 5 && weights[0] <= 100, `${weights}`);
  });

  it('are none for a member that holds some of the text impossible, such as a cache', () => {
    const { smoothed } = train('a b\nc a\n', 2);
    const cache = new CacheModel(smoothed.vocabulary, { size: 100, decay: 1 });
    const text = { name: 'held out', bytes: new TextEncoder().encode('a b a\nc\n') };
    const { weights } = findWeights(mixed([cache, new NgramModel(smoothed)], 'logLinear'), words, text);
    assert.equal(weights[0], 0);
    assert.ok(weights[1] > 0);
    assert.throws(() => findWeights(mixed([cache], 'logLinear'), words, text), /Mix them linearly/);
  });
});

describe('a cache', () => {
  const { vocabulary } = train('a b c\n', 1).smoothed;
  const [a, b, c] = ['a', 'b', 'c'].map(symbol => vocabulary.id(symbol));
  const readAfter = (ids: number[], options: { size: number; decay: number }) => {
    const model = new CacheModel(vocabulary, options);
    let state = model.start();
    let logProbs: Float64Array = new Float64Array();
    for (const id of ids) ({ state, logProbs } = model.step(state, id));
    return [a, b, c].map(id => Math.exp(logProbs[id]));
  };

  it('gives what was said lately the shares that it had in it', () => {
    assert.deepEqual(readAfter([a, b, a, a], { size: 100, decay: 1 }), [0.75, 0.25, 0]);
  });

  it('forgets: what is past its size at once, and the rest by and by', () => {
    assert.deepEqual(readAfter([c, c, a, b], { size: 2, decay: 1 }), [0.5, 0.5, 0]);
    const total = 1 + 0.5 + 0.25;
    const expected = [0.5 / total, 1 / total, 0.25 / total];
    for (const [i, p] of readAfter([c, a, b], { size: 100, decay: 0.5 }).entries()) {
      assert.ok(Math.abs(p - expected[i]) < 1e-12);
    }
  });
});

function same(found: Float64Array, expected: Float64Array): void {
  assert.equal(found.length, expected.length);
  for (const [i, value] of expected.entries()) {
    const isSame = Object.is(found[i], value) || Math.abs(found[i] - value) < 1e-9;
    assert.ok(isSame, `token ${i}: ${found[i]}, not ${value}`);
  }
}
