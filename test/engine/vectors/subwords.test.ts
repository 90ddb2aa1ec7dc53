import assert from 'node:assert/strict';
import fc from 'fast-check';
import { beginVectorTraining } from '../../../src/engine/vectors/beginTraining';
import {
  bucketsOf,
  type SubwordOptions,
  subwordRows,
  vectorOfParts,
} from '../../../src/engine/vectors/subwords';
import { decodeTraining, encodeTraining } from '../../../src/engine/vectors/trainingFile';
import type { TrainingState } from '../../../src/engine/vectors/vectorTraining';
import { pathsOf } from '../../../src/engine/vectors/word2vec/huffmanPaths';
import type { Word2vecOptions } from '../../../src/engine/vectors/word2vec/options';
import { dice } from '../storage/support/mutate';

const bytes = (text: string) => Buffer.from(text).toString('latin1');

describe('subwords', () => {
  it('are the character n-grams of fastText, by its hash', () => {
    // fastText's hash in its own terms: h = 2166136261; h = (h ^ uint32_t(int8_t(c))) * 16777619.
    const hash = (part: string) => {
      let h = 2166136261n;
      for (const byte of Buffer.from(part))
        h = ((h ^ BigInt.asUintN(32, BigInt.asIntN(8, BigInt(byte)))) * 16777619n) & 0xffffffffn;
      return Number(h % 2_000_000n);
    };
    const parts = (word: string, minimum: number, maximum: number) =>
      bucketsOf(bytes(word), { minimum, maximum, buckets: 2_000_000 });
    assert.deepEqual(parts('ab', 3, 6), ['<ab', '<ab>', 'ab>'].map(hash));
    assert.deepEqual(parts('東京', 1, 2), ['<東', '東', '東京', '京', '京>'].map(hash));
    assert.deepEqual(parts('a', 4, 6), []);
  });

  it('have rows only if they occur in a word; the end of a sentence has none', () => {
    const options = { minimum: 3, maximum: 3, buckets: 100 };
    const words = ['</s>', 'banana', 'ab'];
    const { buckets, rows, starts } = subwordRows({ words, counts: new Float64Array(3), total: 0 }, options);
    assert.deepEqual([...starts], [0, 1, 8, 11]);
    assert.deepEqual(
      [...buckets],
      [...new Set(['banana', 'ab'].flatMap(word => bucketsOf(word, options)))].sort((a, b) => a - b),
    );
    const own = Array.from(rows.subarray(2, 8), row => buckets[row - 3]);
    assert.deepEqual(own, bucketsOf('banana', options));
    assert.deepEqual([rows[0], rows[1], rows[8]], [0, 1, 2]);
  });

  it('give an unseen word the mean of the vectors that they have', () => {
    const options = { minimum: 3, maximum: 3, buckets: 1_000_000 };
    const [first, second] = bucketsOf('xab', options); // <xa, xab, ab>
    const pairs = [
      [first, 1],
      [second, 5],
    ].sort(([a], [b]) => a - b);
    const buckets = Int32Array.from(pairs, ([bucket]) => bucket);
    const subwords = { options, buckets, vectors: Float32Array.from(pairs, ([, value]) => value) };
    assert.deepEqual(vectorOfParts(subwords, 'xab', 1), Float32Array.of(3));
    assert.equal(vectorOfParts(subwords, 'qqq', 1), undefined);
  });

  for (const cbow of [false, true])
    it(`are trained by the gradient of the loss: ${cbow ? 'CBOW' : 'skip-gram'}`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.integer(), seed => checkGradients(cbow, seed)),
        { numRuns: 20 },
      );
    });

  it('resume with their vectors, bit for bit, and not in exact mode', async () => {
    const options = { ...optionsWith(false), iterations: 3 };
    const text = Int32Array.from({ length: 40_000 }, (_, i) => [1, 2, 3, 2, 3, 0][i % 6]);
    const counts = Float64Array.from([0, 1, 2, 3], word => text.filter(id => id === word).length);
    const long = { words: vocabulary.words, counts, total: text.length };
    const whole = await beginVectorTraining({ vocabulary: long, options, exact: false });
    for (const _ of whole.run(text));
    const stopped = await beginVectorTraining({ vocabulary: long, options, exact: false });
    stopped.run(text).next();
    const stored = { exact: false, options, vocabulary: long, state: stopped.state(), text: '', notes: {} };
    const resumed = await beginVectorTraining(decodeTraining(encodeTraining(stored), 'v'));
    for (const _ of resumed.run(text));
    assert.deepEqual(resumed.vectors(), whole.vectors());
    await assert.rejects(
      beginVectorTraining({ vocabulary, options, exact: true }),
      /because word2vec has none/,
    );
  });
});

const subwords: SubwordOptions = { minimum: 2, maximum: 3, buckets: 10 };
const vocabulary = { words: ['</s>', 'ab', 'abc', 'cba'], counts: Float64Array.of(1, 1, 1, 1), total: 4 };
const D = 5;

const optionsWith = (cbow: boolean): Word2vecOptions => ({
  ...{ size: D, window: 1, sample: 0, negative: 0, hierarchical: true, cbow, alpha: 1e-3, iterations: 1 },
  subwords,
});

/**
 * Trains on one sentence, from random vectors, at a small rate. Compares the changes with central differences
 * of the loss.
 */
async function checkGradients(cbow: boolean, seed: number): Promise<void> {
  const roll = dice(seed);
  const random = (rows: number) => Float32Array.from({ length: rows * D }, () => roll(1000) / 1000 - 0.5);
  const { words } = vocabulary;
  const options = optionsWith(cbow);
  const inputs = random(words.length + subwordRows(vocabulary, subwords).buckets.length);
  const nodes = random(words.length);
  const position = { pass: 0, at: 0, passed: 0, changed: 0, counted: 0, rate: options.alpha, random: '1' };
  const state: TrainingState = { position, inputs, outputs: undefined, nodes, sentence: new Int32Array() };
  const training = await beginVectorTraining({ vocabulary, options, exact: false, state });
  for (const _ of training.run(Int32Array.of(1, 2, 3, 0)));
  const after = training.state();
  const [ins, outs] = [Float64Array.from(inputs), Float64Array.from(nodes)];
  for (const [i, before] of nodes.entries()) {
    const change = ((after.nodes?.[i] ?? Number.NaN) - before) / options.alpha;
    assertNear(change, -slope(outs, i, () => lossOf(cbow, ins, outs)), `node ${i}`);
  }
  for (const [i, before] of inputs.entries()) {
    const change = (after.inputs[i] - before) / options.alpha;
    assertNear(change, -slope(ins, i, () => lossOf(cbow, ins, outs, rows => rows)), `input ${i}`);
  }
}

/**
 * Returns the loss of the sentence of the words 1, 2, 3 with a window of 1: hierarchical softmax from the mean
 * of the rows of the context. `weightOf`: the weight of a prediction from a number of rows. With this number
 * itself, the gradient for a row is that for the mean, as fastText takes it.
 */
function lossOf(
  cbow: boolean,
  ins: Float64Array,
  outs: Float64Array,
  weightOf = (_rows: number) => 1,
): number {
  const { starts, rows } = subwordRows(vocabulary, subwords);
  const { starts: paths, steps } = pathsOf(vocabulary.counts);
  const means: [number, number[]][] = [
    [1, [2]],
    [2, [1, 3]],
    [3, [2]],
  ];
  const pairs = means.flatMap(([word, context]) =>
    context.map((other): [number, number[]] => [word, [other]]),
  );
  let loss = 0;
  for (const [word, context] of cbow ? means : pairs) {
    const used = context.flatMap(each => [...rows.subarray(starts[each], starts[each + 1])]);
    for (const step of steps.subarray(paths[word], paths[word + 1])) {
      let sum = 0;
      for (const row of used)
        for (let k = 0; k < D; k++) sum += (ins[row * D + k] * outs[(step >> 1) * D + k]) / used.length;
      loss += weightOf(used.length) * Math.log1p(Math.exp(step & 1 ? sum : -sum));
    }
  }
  return loss;
}

/**
 * Largest difference: word2vec's table of the logistic function has arguments that are up to 0.036 too small,
 * so the error of a prediction differs by up to 0.009. A row takes part in at most 24 predictions, with
 * factors up to 0.5.
 */
const LARGEST = 24 * 0.009 * 0.5;

const assertNear = (change: number, expected: number, what: string) =>
  assert.ok(Math.abs(change - expected) < LARGEST, `${what}: ${change} instead of ${expected}`);

/** Returns the central difference of a function of one of some numbers. */
function slope(numbers: Float64Array, i: number, loss: () => number): number {
  const [before, step] = [numbers[i], 1e-4];
  numbers[i] = before + step;
  const more = loss();
  numbers[i] = before - step;
  const less = loss();
  numbers[i] = before;
  return (more - less) / (2 * step);
}
