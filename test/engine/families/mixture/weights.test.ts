import assert from 'node:assert/strict';
import fc from 'fast-check';
import { encodeText } from '../../../../src/engine/data/corpus';
import { words } from '../../../../src/engine/data/words';
import { CacheModel } from '../../../../src/engine/families/mixture/cache';
import { findWeights } from '../../../../src/engine/families/mixture/findWeights';
import { bestLinearWeights } from '../../../../src/engine/families/mixture/linearWeights';
import { bestLogLinearWeights } from '../../../../src/engine/families/mixture/logLinearWeights';
import { Mixture } from '../../../../src/engine/families/mixture/mixture';
import { NgramModel } from '../../../../src/engine/families/ngram/ngramModel';
import { textFile, train } from '../ngram/support/train';
import { mixed } from './support/models';

describe('weights by expectation-maximisation', () => {
  it('are optimal: no weights near them predict the text better', () => {
    const P = fc.array(fc.double({ min: 1e-4, max: 1, noNaN: true }), { minLength: 30, maxLength: 30 });
    fc.assert(
      fc.property(fc.array(P, { minLength: 2, maxLength: 4 }), members => {
        const logProbs = members.map(each => Float64Array.from(each, Math.log));
        const { weights, loss } = bestLinearWeights(logProbs);
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

  it('ignore tokens that are impossible for all members, and are equal if none is left', () => {
    const log = (...p: number[]) => Float64Array.from(p, Math.log);
    assert.deepEqual(bestLinearWeights([log(0, 0.2), log(0, 0.2)]).weights, [0.5, 0.5]);
    assert.deepEqual(bestLinearWeights([log(0), log(0)]).weights, [0.5, 0.5]);
    const [first, second] = bestLinearWeights([log(Number.NaN, 0.1, 0.2), log(Number.NaN, 0, 0)]).weights;
    assert.ok(first > 0.9999 && second < 1e-4);
  });

  it('follow a single token, and need no step without one', () => {
    const { weights, loss, steps } = bestLinearWeights([
      Float64Array.of(Math.log(0.4)),
      Float64Array.of(Math.log(0.1)),
    ]);
    assert.ok(weights[0] > 0.9999 && weights[1] < 1e-4);
    assert.ok(Math.abs(loss + Math.log(0.4)) < 1e-4);
    assert.ok(steps > 1);
    assert.equal(bestLinearWeights([Float64Array.of(), Float64Array.of()]).steps, 0);
  });
});

describe('weights of a log-linear mixture', () => {
  /**
   * Generates the distributions of several members over 6 symbols at each of 12 positions, and the symbol
   * that occurred there.
   */
  const weight = fc.double({ min: 1e-3, max: 1, noNaN: true });
  const row = fc.array(weight, { minLength: 6, maxLength: 6 }).map(values => {
    const sum = values.reduce((a, b) => a + b, 0);
    return Float64Array.from(values, value => Math.log(value / sum));
  });
  const place = fc.record({ rows: fc.array(row, { minLength: 3, maxLength: 3 }), id: fc.nat(5) });
  const text = fc.array(place, { minLength: 12, maxLength: 12 });

  /** Returns the loss of a mixture in nats per token, computed by its definition. */
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

  it('are optimal: no weights near them, and none below 0, predict the text better', () => {
    fc.assert(
      fc.property(text, text => {
        const { weights, loss } = bestLogLinearWeights(3, [0, 1, 2], visit => {
          for (const { rows, id } of text) visit(rows, id);
        });
        assert.ok(Math.abs(lossOf(text, weights) - loss) < 1e-9);
        assert.ok(
          weights.every(each => each >= 0 && each <= 100),
          `${weights}`,
        );
        for (const i of weights.keys()) {
          for (const change of [0.01, -0.01]) {
            const moved = weights.map((w, j) => Math.max(0, j === i ? w + change : w));
            assert.ok(lossOf(text, moved) >= loss - 1e-5, `${weights}`);
          }
        }
      }),
    );
  });

  it('are found in a few steps, as by Newton’s method', () => {
    fc.assert(
      fc.property(text, text => {
        const { steps } = bestLogLinearWeights(3, [0, 1, 2], visit => {
          for (const { rows, id } of text) visit(rows, id);
        });
        assert.ok(steps <= 12, `${steps}`);
      }),
    );
  });

  it('ignore symbols that a member considers impossible and that do not occur', () => {
    fc.assert(
      fc.property(text, text => {
        const closed = text.map(({ rows: [first, ...others], id }) => ({
          rows: [first.map((value, w) => (w === (id + 1) % 6 ? Number.NEGATIVE_INFINITY : value)), ...others],
          id,
        }));
        const { weights, loss } = bestLogLinearWeights(3, [0, 1, 2], visit => {
          for (const { rows, id } of closed) visit(rows, id);
        });
        const open = closed.map(({ rows, id }) => ({
          rows: rows.map(row => row.filter((_, w) => w !== (id + 1) % 6)),
          id: id < (id + 1) % 6 ? id : id - 1,
        }));
        assert.ok(Math.abs(lossOf(open, weights) - loss) < 1e-9);
        for (const i of weights.keys()) {
          for (const change of [0.01, -0.01]) {
            const moved = weights.map((w, j) => Math.max(0, j === i ? w + change : w));
            assert.ok(lossOf(open, moved) >= loss - 1e-5, `${weights}`);
          }
        }
      }),
    );
  });

  it('are those of the mixture as it scores, and better than equal weights and each member', () => {
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
    const { ids } = encodeText({ name: 'held out', bytes }, words, mixture.vocabulary);
    const sequence = Int32Array.from([mixture.vocabulary.id('</s>'), ...ids.subarray(0, ids.length)]);
    const perplexity = (logProbs: Float64Array) =>
      Math.exp(-logProbs.subarray(1).reduce((sum, logProb) => sum + logProb, 0) / ids.length);
    const reached = perplexity(best.score(best.start(), sequence).logProbs);
    assert.ok(Math.abs(reached / found.perplexity - 1) < 1e-6, `${reached}, not ${found.perplexity}`);
    for (const scores of mixture.scoresOfMembers(sequence)) assert.ok(reached < perplexity(scores));
    assert.ok(reached < perplexity(mixture.score(mixture.start(), sequence).logProbs));
  });

  it('stay finite if a model knows the text by heart', () => {
    const sure = Float64Array.of(Math.log(0.9), Math.log(0.1));
    const { weights } = bestLogLinearWeights(1, [0], visit => visit([sure], 0));
    assert.ok(weights[0] > 5 && weights[0] <= 100, `${weights}`);
    // Any larger weight would predict this text still better.
    const unsure = Float64Array.of(Math.log(0.51), Math.log(0.49));
    assert.deepEqual(bestLogLinearWeights(1, [0], visit => visit([unsure], 0)).weights, [100]);
  });

  it('are estimated from the first 5,000 tokens of a text', () => {
    const mixture = mixed([new NgramModel(train('a b\nc a\n', 2).smoothed)], 'logLinear');
    const bytes = new TextEncoder().encode('a b a c\n'.repeat(1001));
    assert.equal(findWeights(mixture, words, { name: 'held out', bytes }).tokens, 5000);
  });

  it('do not exist for a member that considers parts of the text impossible, such as a cache', () => {
    const { smoothed } = train('a b\nc a\n', 2);
    const cache = new CacheModel(smoothed.vocabulary, { size: 100, decay: 1 });
    const text = { name: 'held out', bytes: new TextEncoder().encode('a b a\nc\n') };
    const { weights } = findWeights(mixed([cache, new NgramModel(smoothed)], 'logLinear'), words, text);
    assert.equal(weights[0], 0);
    assert.ok(weights[1] > 0);
    assert.throws(() => findWeights(mixed([cache], 'logLinear'), words, text), /Mix them linearly/);
  });

  it('are those of the first reading if 20 halved steps do not improve them', () => {
    let readings = 0;
    const [better, worse] = [0.6, 0.3].map(p => Float64Array.of(Math.log(p), Math.log(1 - p)));
    // Predicts the symbol well in the first reading only, so every step seems to make the weights worse.
    const found = bestLogLinearWeights(2, [0, 1], visit => {
      visit(readings === 0 ? [better, worse] : [worse, worse], 0);
      readings++;
    });
    assert.deepEqual(found.weights, [0.5, 0.5]);
    assert.deepEqual([readings, found.steps], [21, 1]);
  });

  it('need a second step after an improvement, and stop at one that is too small', () => {
    let readings = 0;
    const rows = [0.6, 0.3].map(p => Float64Array.of(Math.log(p), Math.log(1 - p)));
    const { weights, steps } = bestLogLinearWeights(3, [0, 2], visit => {
      readings++;
      for (const id of [0, 0, 1]) visit([rows[0], rows[1], rows[1]], id);
    });
    assert.equal(weights.length, 3);
    assert.equal(weights[1], 0);
    assert.ok(steps > 1 && steps < 10 && readings >= steps + 1, `${steps} steps, ${readings} readings`);
  });
});
