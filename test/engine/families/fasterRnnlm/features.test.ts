import assert from 'node:assert/strict';
import type { FasterRnnlmModel } from '../../../../src/engine/families/fasterRnnlm/fasterRnnlmModel';
import { FasterRnnlmFeatures } from '../../../../src/engine/families/fasterRnnlm/features';
import { PRIMES } from '../../../../src/engine/families/rnnlm/net/features';

const UNKNOWN = -1;
/** Number of words, number of direct weights, and the highest order of their n-grams. */
const [V, SIZE, ORDER] = [3, 103, 4];

/** Returns features of a model whose direct weights are their own indices. */
function featuresOf(direct = Float32Array.from({ length: SIZE }, (_, i) => i), directOrder = ORDER) {
  const model: FasterRnnlmModel = {
    structure: {
      ...{ hidden: 0, layerType: 'sigmoid', layerCount: 1, direct: direct.length, directOrder },
      ...{ isNoiseContrastive: true, arity: 2 },
    },
    vocabulary: { words: ['</s>', 'a', 'b'], counts: Float64Array.of(1, 1, 1) },
    embedding: new Float32Array(0),
    output: new Float32Array(0),
    layers: [],
    direct,
  };
  return new FasterRnnlmFeatures(model);
}

/** Returns the hash of the first `a` words of a history by its definition, computed with whole numbers. */
function hashOf(history: readonly number[], a: number): number {
  let hash = BigInt(PRIMES[0]) * BigInt(PRIMES[1]);
  for (let b = 1; b <= a; b++)
    hash += BigInt(PRIMES[(a * PRIMES[b] + b) % PRIMES.length]) * BigInt(history[b - 1] + 1);
  return Number(hash % BigInt(SIZE - V));
}

describe('the hashed n-grams of faster-rnnlm', () => {
  it('have the weights at their hash plus the index of the output', () => {
    const history = [2, 0, 1, 1];
    const features = featuresOf();
    features.look(Int32Array.from(history));
    assert.equal(features.order, ORDER);
    for (const output of [0, 2]) {
      let expected = 0;
      for (let order = 0; order <= ORDER; order++) {
        assert.equal(features.sum(output, order), expected, `output ${output}, order ${order}`);
        expected += hashOf(history, order) + output;
      }
    }
  });

  it('are as many as the history has words, plus one', () => {
    const features = featuresOf();
    for (const [history, order] of [
      [[], 1],
      [[1], 2],
      [[1, 2, 0], 4],
      [[1, 2, 0, 1, 2], 4],
    ] as const) {
      features.look(Int32Array.from(history));
      assert.equal(features.order, order, `${history}`);
    }
  });

  it('end before an unknown word', () => {
    const features = featuresOf();
    for (const [history, order] of [
      [[UNKNOWN], 1],
      [[UNKNOWN, 1, 2], 1],
      [[1, UNKNOWN, 2], 2],
      [[1, 2, UNKNOWN], 3],
    ] as const) {
      features.look(Int32Array.from(history));
      assert.equal(features.order, order, `${history}`);
    }
  });

  it('do not exist without direct weights', () => {
    const features = featuresOf(new Float32Array(0));
    features.look(Int32Array.of(1, 2));
    assert.equal(features.order, 0);
  });

  it('are used up to the first weight that was never trained', () => {
    const history = [1, 2, 0];
    const direct = Float32Array.from({ length: SIZE }, () => -2);
    const features = featuresOf(direct);
    features.look(Int32Array.from(history));
    assert.equal(features.learnedOrder(1, 4), 4);
    direct[hashOf(history, 2) + 1] = 1e-6; // in single precision, slightly below the limit
    assert.equal(features.learnedOrder(1, 4), 2);
    assert.equal(features.learnedOrder(1, 2), 2);
    assert.equal(features.learnedOrder(1, 1), 1);
    assert.equal(features.learnedOrder(0, 4), 4);
    direct[hashOf(history, 2) + 1] = -1.01e-6;
    assert.equal(features.learnedOrder(1, 4), 4);
    direct[hashOf(history, 0) + 1] = 0;
    assert.equal(features.learnedOrder(1, 4), 0);
  });
});
