import assert from 'node:assert/strict';
import { randomCheckNetwork } from '../../../src/engine/check/checkNetwork';
import { checkGradients, TOLERANCE } from '../../../src/engine/check/gradientCheck';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import { unfold } from '../../../src/engine/nn/network';
import { huffmanTree } from '../../../src/engine/nn/outputs/huffman';
import { zipfRank, zipfShares } from '../../../src/engine/nn/outputs/zipf';
import type { NetworkShape } from '../../../src/engine/nn/shape';
import { randomIds, randomModel } from './networks';
import { FEW_WEIGHTS, outputNames, shapeOf, worstGradient, worstOf } from './shapes';

const T = 7;

/** Changes to the network's shape: compression layers before the output, and direct connections. */
const variants: Readonly<Record<string, Partial<NetworkShape>>> = {
  plain: {},
  compressed: { compression: 3 },
  'with direct connections': { direct: FEW_WEIGHTS, directOrder: 4 },
  'with both': { compression: 5, direct: FEW_WEIGHTS, directOrder: 1 },
};

/** Asserts the gradients of a network for one and three streams, with and without steps before the window. */
function assertGradients(parts: Partial<NetworkShape>): void {
  for (const before of [0, 3]) {
    for (const B of [1, 3]) {
      const { name, error } = worstGradient(shapeOf(parts), 5, B, 7, before);
      assert.ok(error < TOLERANCE, `${name}, ${B} streams, ${before} steps before: relative error ${error}`);
    }
  }
}

describe('every output', () => {
  for (const [variant, parts] of Object.entries(variants)) {
    const title = `${variant}: gradients agree with central differences`;
    for (const output of outputNames) it(`${output}, ${title}`, () => assertGradients({ output, ...parts }));
    // Without a seed, as in the library's `gradients`: the loss is that of scoring, not that of training.
    for (const scoring of ['normalised', 'selfNormalised'] as const)
      it(`noiseContrastive, ${scoring}, without noise, ${title}`, () => {
        const kernels = referenceKernels();
        const shape = shapeOf({ output: 'noiseContrastive', scoring, ...parts });
        const { model, window: training } = randomCheckNetwork(kernels, shape, { T: 5, B: 2, seed: 7 });
        const window = unfold(kernels, model, { T: 5, B: 2 });
        kernels.arena.idValues(window.inputs).set(kernels.arena.idValues(training.inputs));
        kernels.arena.idValues(window.targets).set(kernels.arena.idValues(training.targets));
        const { name, error } = worstOf(checkGradients(kernels, model, window));
        assert.ok(error < TOLERANCE, `${name}: relative error ${error}`);
      });
  }

  for (const output of outputNames) {
    for (const vocabulary of [2, 3, 50]) {
      it(`${output} over ${vocabulary} symbols gives probabilities that sum to 1 and agree with the losses`, () => {
        const kernels = referenceKernels();
        const { arena } = kernels;
        const shape = shapeOf({ output, vocabulary, direct: FEW_WEIGHTS, compression: 5 });
        const window = unfold(kernels, randomModel(kernels, shape, 3), { T, B: 1 });
        arena.idValues(window.inputs).set(randomIds(T, vocabulary, 3));
        const targets = randomIds(T, vocabulary, 4);
        arena.idValues(window.targets).set(targets);
        window.forward();
        window.loss();
        const losses = [...arena.values(window.output.losses)];
        const logProbs = arena.values(window.logProbs());
        for (let t = 0; t < T; t++) {
          const row = logProbs.subarray(t * vocabulary, (t + 1) * vocabulary);
          let sum = 0;
          for (const logProb of row) sum += Math.exp(logProb);
          assert.ok(Math.abs(sum - 1) < 1e-9, `the sum is ${sum}`);
          assert.ok(Math.abs(losses[t] + row[targets[t]]) < 1e-9, `row ${t}`);
        }
      });
    }
  }
});

describe('the Huffman tree', () => {
  for (const V of [2, 3, 7, 1000]) {
    it(`of ${V} symbols has a distinct path per symbol, with a mean length within one bit of the entropy`, () => {
      const shares = zipfShares(V);
      const { starts, nodes, turns } = huffmanTree(shares);
      const paths = new Set<string>();
      let length = 0;
      let entropy = 0;
      let kraft = 0;
      for (let w = 0; w < V; w++) {
        const steps = starts[w + 1] - starts[w];
        assert.equal(nodes[starts[w]], V - 2, 'the path begins at the root');
        paths.add(turns.subarray(starts[w], starts[w + 1]).join());
        length += shares[w] * steps;
        entropy -= shares[w] * Math.log2(shares[w]);
        kraft += 2 ** -steps;
      }
      assert.equal(paths.size, V);
      assert.equal(kraft, 1);
      assert.ok(length >= entropy && length < entropy + 1, `${length} steps, ${entropy} bits`);
    });
  }
});

describe('noise symbols', () => {
  it('have the frequencies of zipfShares', () => {
    const V = 40;
    const N = 200_000;
    const found = new Float64Array(V);
    for (let i = 0; i < N; i++) found[zipfRank(V, (i + 0.5) / N)] += 1 / N;
    for (const [w, share] of zipfShares(V).entries()) {
      assert.ok(Math.abs(found[w] - share) < 1e-4, `symbol ${w}: ${found[w]} for ${share}`);
    }
    assert.equal(zipfRank(V, 0), 0);
    assert.equal(zipfRank(V, 1 - 2 ** -32), V - 1);
  });
});
