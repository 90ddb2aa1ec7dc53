import assert from 'node:assert/strict';
import { activations } from '../../src/engine/kernels/activations';
import type { Activation, Kernels } from '../../src/engine/kernels/kernels';
import { referenceKernels } from '../../src/engine/kernels/reference';
import { type CellName, cells } from '../../src/engine/nn/cells';
import { type Model, makeModel, unfold, type Window } from '../../src/engine/nn/network';
import { noise } from './support/network';

// All sizes different, so that a wrong transpose or a mixed-up length cannot pass.
const V = 7;
const H = 5;
const EPSILON = 1e-5;
const TOLERANCE = 1e-6;

function randomProblem(cell: CellName, activation: Activation, T: number, B: number) {
  const kernels = referenceKernels();
  const model = makeModel(kernels, { cell, activation, vocabulary: V, hidden: H });
  const window = unfold(kernels, model, T, B);
  const random = noise(T * 100 + B);
  const { arena } = kernels;
  for (const { value } of model.parameters) {
    const values = arena.values(value);
    for (let i = 0; i < values.length; i++) values[i] = 0.8 * random();
  }
  const carry = arena.values(window.carry);
  for (let i = 0; i < carry.length; i++) carry[i] = random();
  for (const ids of [arena.idValues(window.inputs), arena.idValues(window.targets)]) {
    for (let i = 0; i < ids.length; i++) ids[i] = Math.floor(((random() + 1) / 2) * V);
  }
  return { kernels, model, window };
}

const lossOf = (window: Window) => {
  window.forward();
  return window.loss();
};

/** The largest |analytic - numeric| / (|analytic| + |numeric|) over all elements of all parameters. */
function worstError({ arena }: Kernels, model: Model, window: Window): { name: string; error: number } {
  lossOf(window);
  window.backward();
  const analytic = model.parameters.map(({ gradient }) => Float64Array.from(arena.values(gradient)));
  let worst = { name: '', error: 0 };
  for (const [p, { name, value }] of model.parameters.entries()) {
    const values = arena.values(value);
    for (let i = 0; i < values.length; i++) {
      const old = values[i];
      values[i] = old + EPSILON;
      const above = lossOf(window);
      values[i] = old - EPSILON;
      const below = lossOf(window);
      values[i] = old;
      const numeric = (above - below) / (2 * EPSILON);
      // Below 1e-4 the difference of two losses is mostly rounding.
      const error =
        Math.abs(analytic[p][i] - numeric) / Math.max(Math.abs(analytic[p][i]) + Math.abs(numeric), 1e-4);
      if (error > worst.error) worst = { name: `${name}[${i}]`, error };
    }
  }
  return worst;
}

describe('gradients agree with central differences', () => {
  for (const cell of Object.keys(cells) as CellName[]) {
    for (const activation of activations as Activation[]) {
      for (const [T, B] of [
        [1, 1],
        [2, 3],
        [9, 1],
        [9, 3],
      ]) {
        it(`${cell}, ${activation}, T ${T}, B ${B}`, () => {
          const { kernels, model, window } = randomProblem(cell, activation, T, B);
          const worst = worstError(kernels, model, window);
          assert.ok(worst.error < TOLERANCE, `${worst.name}: relative error ${worst.error}`);
        });
      }
    }
  }

  it('and the check notices a gradient that is wrong', () => {
    const { kernels, model, window } = randomProblem('elman', 'tanh', 9, 3);
    const wrong: Kernels = { ...kernels, sumRows: () => {} };
    const broken = unfold(wrong, model, 9, 3);
    for (const [to, from] of [
      [broken.inputs, window.inputs],
      [broken.targets, window.targets],
    ] as const) {
      kernels.arena.idValues(to).set(kernels.arena.idValues(from));
    }
    assert.ok(worstError(wrong, model, broken).error > 0.5);
  });
});
