import assert from 'node:assert/strict';
import fc from 'fast-check';
import { exp } from '../../src/engine/core/math';
import { uniform } from '../../src/engine/core/random';
import { characters } from '../../src/engine/data/characters';
import { Vocabulary } from '../../src/engine/data/vocabulary';
import { words } from '../../src/engine/data/words';
import { referenceKernels } from '../../src/engine/kernels/reference';
import type { LanguageModel } from '../../src/engine/model/languageModel';
import { beginningOf } from '../../src/engine/model/textIds';
import { endOf, sample } from '../../src/engine/sampling/drawIds';
import { keepLargest } from '../../src/engine/sampling/keepLargest';
import { sampleText } from '../../src/engine/sampling/sampleText';
import {
  draw,
  keepAllowed,
  keepTopK,
  keepTopP,
  type Sampling,
  samplingWeights,
  unchangedSampling,
} from '../../src/engine/sampling/samplingDistribution';
import { checkPrime, checkStop, unknownIn } from '../../src/engine/sampling/unknownTokens';
import { UserError } from '../../src/protocol/userError';
import { randomTextModel } from './support/textModel';

const near = (a: number, b: number) => Math.abs(a - b) < 1e-12;
const sum = (weights: Float64Array) => weights.reduce((a, b) => a + b, 0);

/** Returns the distribution to draw from. */
function distributionOf(logProbs: ArrayLike<number>, sampling: Sampling): Float64Array {
  const { weights, sum } = samplingWeights(logProbs, sampling);
  return weights.map(weight => weight / sum);
}

/** Returns a copy of the weights, with their sum. */
const copyOf = (weights: Float64Array) => ({ weights: weights.slice(), sum: sum(weights) });

/** Generates ln P of a few symbols. Some are equal, and some are -Infinity. */
const anyLogProbs = fc
  .array(fc.oneof(fc.constantFrom(0, 1, 2), fc.double({ min: 1e-6, max: 100, noNaN: true })), {
    minLength: 1,
    maxLength: 30,
  })
  .map(weights => (weights.some(weight => weight > 0) ? weights : [...weights, 1]))
  .map(weights => {
    const total = weights.reduce((a, b) => a + b, 0);
    return weights.map(weight => Math.log(weight / total));
  });
const anySampling: fc.Arbitrary<Sampling> = fc.record({
  temperature: fc.constantFrom(0, 0.3, 1, 2.5),
  topK: fc.integer({ min: 0, max: 35 }),
  topP: fc.double({ min: 0, max: 1, noNaN: true }),
});

describe('the distribution that a sample is drawn from', () => {
  const halves = Float64Array.of(0.125, 0.5, 0.25, 0.125);

  it('contains the k most likely tokens; of equal ones, the first', () => {
    const kept = (k: number) => [...keepTopK(copyOf(halves), k).weights];
    assert.deepEqual(kept(2), [0, 0.5, 0.25, 0]);
    assert.deepEqual(kept(3), [0.125, 0.5, 0.25, 0]);
    for (const all of [0, 4, 99]) assert.deepEqual(kept(all), [...halves]);
  });

  it('contains the smallest set of most likely tokens with total probability p', () => {
    const kept = (p: number) => [...keepTopP(copyOf(halves), p).weights];
    assert.deepEqual(kept(0), [0, 0.5, 0, 0]);
    assert.deepEqual(kept(0.5), [0, 0.5, 0, 0]);
    assert.deepEqual(kept(0.51), [0, 0.5, 0.25, 0]);
    assert.deepEqual(kept(0.75), [0, 0.5, 0.25, 0]);
    assert.deepEqual(kept(0.8), [0.125, 0.5, 0.25, 0]);
    assert.deepEqual(kept(1), [...halves]);
    // Rounding errors of the sum must not leave out a weight.
    const rounded = { weights: Float64Array.of(1, 1e-17, 1e-17), sum: 1 };
    assert.deepEqual(keepTopP(rounded, 1).weights, Float64Array.of(1, 1e-17, 1e-17));
  });

  it('keeps the same weights as a sort, and their sum', () => {
    const weight = fc.oneof(fc.constantFrom(0, 0.25, 1), fc.double({ min: 0, max: 1, noNaN: true }));
    const all = fc.array(weight, { minLength: 1, maxLength: 60 }).map(each => Float64Array.from(each));
    fc.assert(
      fc.property(all, fc.integer({ min: 1, max: 60 }), (weights, k) => {
        const order = [...weights.keys()].sort((a, b) => weights[b] - weights[a] || a - b).slice(0, k);
        const expected = weights.map((weight, i) => (order.includes(i) ? weight : 0));
        const found = weights.slice();
        assert.equal(keepLargest(found, k, 'number'), sum(expected));
        assert.deepEqual(found, expected);
        const bySum = weights.slice();
        assert.equal(keepLargest(bySum, 0.999 * sum(expected), 'sum'), sum(bySum));
        const least = Math.min(...bySum.filter(each => each > 0));
        if (sum(weights) === 0) return;
        assert.ok(sum(bySum) >= 0.999 * sum(expected) - 1e-12);
        assert.ok(sum(bySum) - least < 0.999 * sum(expected) + 1e-12, 'one fewer is not enough');
        assert.ok(weights.every((each, i) => bySum[i] === each || each <= least));
      }),
    );
  });

  it('is sharper at a low temperature and flatter at a high one', () => {
    const share = (temperature: number) => {
      const [, b] = distributionOf([0.8, 0.2].map(Math.log), { ...unchangedSampling, temperature });
      return b;
    };
    assert.ok(near(share(1), 0.2));
    assert.ok(near(share(0.5), 0.04 / 0.68));
    assert.ok(share(10) > 0.4);
    assert.equal(share(0), 0);
    assert.deepEqual(
      [...samplingWeights([-1000, -1002], { ...unchangedSampling, temperature: 2 }).weights],
      [1, exp(-1)],
      'none is too small for a number',
    );
  });

  it('sums to 1, keeps the order, and keeps every token that is more likely than a kept one', () => {
    fc.assert(
      fc.property(anyLogProbs, anySampling, (logProbs, sampling) => {
        const weights = distributionOf(logProbs, sampling);
        assert.ok(near(sum(weights), 1));
        const { topK, topP, temperature } = sampling;
        const kept = weights.filter(weight => weight > 0).length;
        if (topK > 0) assert.ok(kept <= topK);
        for (const [i, a] of logProbs.entries()) {
          for (const [j, b] of logProbs.entries()) if (a > b) assert.ok(weights[i] >= weights[j]);
        }
        if (temperature !== 1 || topK > 0) return;
        const share = logProbs.reduce((s, logProb, i) => s + (weights[i] > 0 ? Math.exp(logProb) : 0), 0);
        assert.ok(share >= topP - 1e-9);
      }),
    );
  });

  it("equals the model's distribution by default", () => {
    fc.assert(
      fc.property(anyLogProbs, logProbs => {
        distributionOf(logProbs, unchangedSampling).forEach((weight, i) => {
          assert.ok(Math.abs(weight - Math.exp(logProbs[i])) < 1e-9);
        });
      }),
    );
  });

  it('excludes tokens that are not allowed', () => {
    const logProbs = keepAllowed([0.7, 0.2, 0.1].map(Math.log), id => id !== 0);
    const weights = distributionOf(logProbs, unchangedSampling);
    assert.ok(weights[0] === 0 && near(weights[1], 2 / 3) && near(weights[2], 1 / 3));
    assert.deepEqual([...distributionOf(logProbs, { ...unchangedSampling, temperature: 0 })], [0, 1, 0]);
    const impossible = keepAllowed([0, -Infinity, -Infinity], id => id !== 0);
    assert.deepEqual([...distributionOf(impossible, unchangedSampling)], [0, 0.5, 0.5]);
  });
});

describe('a random draw', () => {
  it('takes the index at u', () => {
    const weights = Float64Array.of(1, 0, 2, 1);
    assert.deepEqual(
      [0, 0.24, 0.25, 0.74, 0.75, 0.999].map(u => draw({ weights, sum: 4 }, u)),
      [0, 0, 2, 2, 3, 3],
    );
  });

  it('takes every symbol with the frequency of its weight', () => {
    const weights = distributionOf([0.4, 0.3, 0.2, 0.1].map(Math.log), {
      temperature: 1,
      topK: 3,
      topP: 1,
    });
    const times = 20_000;
    const counts = [0, 0, 0, 0];
    for (let i = 0; i < times; i++) counts[draw({ weights, sum: 1 }, uniform(5, 'sample', 0, i))]++;
    assert.equal(counts[3], 0);
    const chiSquare = [0, 1, 2].reduce((total, i) => {
      const expected = weights[i] * times;
      return total + (counts[i] - expected) ** 2 / expected;
    }, 0);
    assert.ok(chiSquare < 9.21, `chi-square ${chiSquare} of 2 degrees of freedom, 0.01`);
  });
});

describe('a sample', () => {
  const symbols = ['a', 'b', '.', '</s>'];
  /** A model for which the next symbol in the list is always the most likely. */
  const cycle: LanguageModel<number> = {
    ...({} as LanguageModel<number>),
    vocabulary: new Vocabulary(symbols, false),
    start: () => 0,
    step: (state, id) => ({
      state: state + 1,
      logProbs: Float64Array.from(symbols, (_, i) => Math.log(i === (id + 1) % 4 ? 0.97 : 0.01)),
    }),
  };
  const greedy = { ...unchangedSampling, temperature: 0 };
  const which = { purpose: 'sample', seed: 1, step: 0 } as const;
  const from = (last: number) => ({ state: 0, last });
  const written = (length: number, isLast?: (id: number) => boolean) =>
    sample(cycle, from(3), { length, sampling: greedy, draws: which, isLast }).map(id => symbols[id]);

  it('has the requested length', () => {
    assert.deepEqual(written(6), ['a', 'b', '.', '</s>', 'a', 'b']);
    assert.deepEqual(written(0), []);
  });

  it('ends with a sentence or at a symbol on request', () => {
    assert.deepEqual(written(6, endOf(symbols, characters, { atSentenceEnd: true })), ['a', 'b', '.']);
    assert.deepEqual(written(6, endOf(symbols, words, { atSentenceEnd: true })), ['a', 'b', '.', '</s>']);
    assert.deepEqual(written(6, endOf(symbols, words, { at: 'b' })), ['a', 'b']);
    assert.equal(written(6, endOf(symbols, words, {})).length, 6);
  });

  it('is the same for the same seed, and longer samples begin with shorter ones', () => {
    const drawn = (length: number, seed: number) =>
      sample(cycle, from(0), { length, sampling: unchangedSampling, draws: { ...which, seed } });
    assert.deepEqual(drawn(200, 7).slice(0, 50), drawn(50, 7));
    assert.notDeepEqual(drawn(200, 7), drawn(200, 8));
  });

  it('takes the random numbers of its seed, purpose, step and position', () => {
    const draws = { purpose: 'sampleNow', seed: 3, step: 9 } as const;
    const even: LanguageModel<number> = {
      ...cycle,
      step: state => ({ state, logProbs: new Float64Array(4).fill(Math.log(1 / 4)) }),
    };
    assert.deepEqual(
      sample(even, from(0), { length: 100, sampling: unchangedSampling, draws }),
      Array.from({ length: 100 }, (_, i) => Math.floor(4 * uniform(3, 'sampleNow', 9, i))),
    );
  });
});

describe('a sampled text', () => {
  const open = randomTextModel(referenceKernels(), 'word', 'the cat sat\nthe dog sat\n');
  const seen: string[][] = [];
  const { step } = open.model;
  open.model.step = (state, id) => {
    seen.at(-1)?.push(open.vocabulary.symbols[id]);
    return step.call(open.model, state, id);
  };
  const sampled = (prime: string, seed: number) => {
    seen.push([]);
    return sampleText(open, { ...unchangedSampling, length: 4, seed, prime });
  };

  it('continues what the model has read, within its last line', () => {
    for (const [prime, read] of [
      ['the cat', ['</s>', 'the', 'cat']],
      ['the cat\n', ['</s>', 'the', 'cat', '</s>']],
    ] as const) {
      sampled(prime, 1);
      assert.deepEqual(seen.at(-1)?.slice(0, read.length), read);
      assert.equal(seen.at(-1)?.length, read.length + 3, 'and what it wrote, but for the last token');
    }
  });

  it('is the same for the same seed, and differs for another', () => {
    const texts = [1, 1, 2, 3, 4, 5].map(seed => sampled('the', seed));
    assert.equal(texts[0], texts[1]);
    assert.ok(new Set(texts).size > 2);
  });

  it('is that of step 0 of its seed', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const draws = { purpose: 'sample', seed, step: 0 } as const;
      const request = { length: 4, sampling: unchangedSampling, draws };
      const text = sampled('', seed);
      seen.push([]);
      const ids = sample(open.model, beginningOf(open), request);
      assert.equal(text, open.tokenizer.join(ids.map(id => open.vocabulary.symbols[id])));
    }
  });
});

describe('a text to continue', () => {
  const letters = randomTextModel(referenceKernels(), 'character', 'abc');
  const someWords = randomTextModel(referenceKernels(), 'word', 'a a b b c', 2);

  it('shows which of its tokens the model does not know', () => {
    const none = { symbols: [], count: 0, asUnknown: 0 };
    assert.deepEqual(unknownIn(letters, ''), { ...none, tokens: 0 });
    assert.deepEqual(unknownIn(letters, 'abc'), { ...none, tokens: 3 });
    assert.deepEqual(unknownIn(letters, 'xaxz'), { symbols: ['x', 'z'], count: 3, asUnknown: 0, tokens: 4 });
    assert.deepEqual(unknownIn(someWords, 'a c c'), { symbols: ['c'], count: 2, asUnknown: 2, tokens: 3 });
  });

  it('is refused if the model knows none of it; so is a stop symbol that never occurs', () => {
    for (const prime of ['', 'a', 'xa', 'ax']) checkPrime(letters, prime);
    checkPrime(someWords, 'c d');
    for (const prime of ['x', 'xyz']) assert.throws(() => checkPrime(letters, prime), UserError);
    for (const at of [undefined, 'a']) checkStop(letters, at);
    assert.throws(() => checkStop(letters, 'x'), UserError);
  });
});
