import assert from 'node:assert/strict';
import { referenceKernels } from '../../src/engine/kernels/reference';
import { gradientFlow } from '../../src/engine/nn/gradientFlow';
import { type NetworkWeights, unfold, type Window } from '../../src/engine/nn/network';
import { place, randomModel, randomStreams } from './contract/networks';
import { cellNames, shapeOf } from './contract/shapes';
import { distance } from './support/fixture';

const kernels = referenceKernels();
const { arena } = kernels;

/** Returns W d for a matrix W [rows, d.length]. */
const times = (W: ArrayLike<number>, d: readonly number[], rows: number) =>
  Array.from({ length: rows }, (_, i) => d.reduce((sum, each, j) => sum + W[i * d.length + j] * each, 0));
const norm = (d: readonly number[]) => Math.sqrt(d.reduce((sum, each) => sum + each * each, 0));
const add = (a: readonly number[], b: readonly number[]) => a.map((each, i) => each + b[i]);

/** A window of B streams. It reads `before` steps before the steps that it predicts. */
interface Unfolded {
  readonly model: NetworkWeights;
  readonly window: Window;
  readonly B: number;
  readonly before: number;
}

/** Returns the errors dL_t/dh_s of stream b for every layer and step s <= t, computed by the chain rule. */
function errorsOf({ model, window, B, before }: Unfolded, t: number, b: number) {
  const { hidden: H, vocabulary: V, layers } = model.shape;
  const valuesOf = (name: string) => {
    const found = model.parameters.find(parameter => parameter.name === name);
    assert.ok(found, name);
    return arena.values(found.value);
  };
  const state = (l: number, s: number) =>
    [...arena.values(window.stack.layers[l].states)].slice((s * B + b) * H, (s * B + b + 1) * H);
  const row = (t - before) * B + b;
  const target = arena.idValues(window.targets)[row];
  const dy = [...arena.values(window.logProbs())]
    .slice(row * V, (row + 1) * V)
    .map((logProb, k) => Math.exp(logProb) - (k === target ? 1 : 0));
  const none = new Array<number>(H).fill(0);
  const errors = Array.from({ length: layers }, () => Array.from({ length: t + 1 }, () => none));
  errors[layers - 1][t] = times(valuesOf('Why'), dy, H);
  for (let s = t; s >= 0; s--) {
    for (let l = layers - 1; l >= 0; l--) {
      const suffix = l > 0 ? `_l${l}` : '';
      const da = state(l, s).map((h, i) => (1 - h * h) * errors[l][s][i]);
      if (l > 0) errors[l - 1][s] = add(errors[l - 1][s], times(valuesOf(`Wxh${suffix}`), da, H));
      if (s > 0) errors[l][s - 1] = add(errors[l][s - 1], times(valuesOf(`Whh${suffix}`), da, H));
    }
  }
  return errors;
}

/** Returns the mean norm over the streams and over `steps`, by layer and lag. */
function flowByHand(unfolded: Unfolded, steps: readonly number[]) {
  const T = Math.max(...steps) + 1;
  const sums = unfolded.model.stack.layers.map(() => new Float64Array(T));
  const counts = new Float64Array(T);
  for (const t of steps) {
    for (let b = 0; b < unfolded.B; b++) {
      const errors = errorsOf(unfolded, t, b);
      for (const [l, ofLayer] of errors.entries()) {
        for (let k = 0; k <= t; k++) sums[l][k] += norm(ofLayer[t - k]);
      }
      for (let k = 0; k <= t; k++) counts[k]++;
    }
  }
  return sums.map(sum => sum.map((total, k) => total / counts[k]));
}

function assertFlow(steps: readonly number[], T: number, B: number, before = 0): void {
  const model = randomModel(kernels, shapeOf({ layers: 2 }), 3);
  const window = unfold(kernels, model, { T, B, before });
  place(kernels, window, randomStreams(B, before + T + 1, model.shape.vocabulary, 1), 0);
  const targets = arena.idValues(window.targets);
  const inputs = arena.idValues(window.inputs);
  for (let i = 0; i + B < targets.length; i++) targets[i] = inputs[before * B + i + B];
  window.forward();
  window.loss();
  const found = gradientFlow(kernels, window);
  window.forward();
  const expected = flowByHand({ model, window, B, before }, steps);
  assert.equal(found.length, 2);
  for (const [l, flow] of found.entries()) {
    assert.ok(distance(flow, expected[l]) < 1e-12, `layer ${l}: ${flow}, not ${expected[l]}`);
  }
}

describe('gradient flow', () => {
  it('is the norm of dL(t)/dh(t-k) by the chain rule, averaged over steps and streams', () => {
    assertFlow([0, 1, 2, 3, 4], 5, 2);
  });

  it('covers only the predicted steps if a window begins before them', () => {
    assertFlow([3, 4, 5, 6], 4, 2, 3);
  });

  it('of a long window is measured at some of its last steps, evenly spaced', () => {
    const steps = Array.from({ length: 25 }, (_, i) => 39 - Math.floor((i * 40) / 25));
    assertFlow(steps, 40, 1);
  });
});

describe('backward from a step', () => {
  it('gives the gradients of a backward pass through all steps, for every cell', () => {
    const [T, B, t] = [5, 2, 2];
    for (const cell of cellNames) {
      const model = randomModel(kernels, shapeOf({ cell, layers: 2 }), 3);
      const { stack } = unfold(kernels, model, { T, B });
      const gradients = (last?: number) => {
        stack.clear();
        arena.values(stack.top.carried[0].dAfter[t + 1]).fill(0.5);
        stack.backward(last);
        const values = stack.layers.flatMap(({ dGates, dStates }) =>
          [dGates, dStates].map(each => arena.values(each)),
        );
        return values.flatMap(each => Array.from(each, value => value + 0)); // 0 instead of -0
      };
      stack.forward();
      arena.values(stack.top.carried[0].dAfter[T]).fill(0.7);
      stack.backward(); // leaves gradients of the steps after t
      const found = gradients(t);
      assert.deepEqual(found, gradients(), cell);
    }
  });
});
