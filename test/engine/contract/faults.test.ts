import assert from 'node:assert/strict';
import { type CheckNetwork, randomCheckNetwork } from '../../../src/engine/check/checkNetwork';
import { checkGradients, TOLERANCE } from '../../../src/engine/check/gradientCheck';
import { partOfRow, type Tensor } from '../../../src/engine/core/tensor';
import type { Kernels } from '../../../src/engine/kernels/kernels';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import { type Parameter, takeGradients } from '../../../src/engine/nn/parameters';
import type { ParameterCheck } from '../../../src/protocol/gradientReport';
import { anyNetwork } from './faults/anyNetwork';
import { type Fault, Network } from './faults/fault';
import { gru } from './faults/gru';
import { inputs } from './faults/inputs';
import { jordan } from './faults/jordan';
import { layers } from './faults/layers';
import { leaky } from './faults/leaky';
import { lstm } from './faults/lstm';
import { normalisation } from './faults/normalisation';
import { outputs } from './faults/outputs';
import { recurrence } from './faults/recurrence';
import { slopes } from './faults/slopes';
import { transformer } from './faults/transformer';
import { cellNames, outputNames, worstGradient } from './shapes';

const faults: readonly Fault[] = [
  ...recurrence,
  ...slopes,
  ...layers,
  ...inputs,
  ...lstm,
  ...gru,
  ...jordan,
  ...leaky,
  ...transformer,
  ...normalisation,
  ...outputs,
  ...anyNetwork,
];
/**
 * T, B: size of the window. It is long enough that tokens occur repeatedly and errors are propagated through
 * several steps.
 */
const [T, B, SEED] = [4, 2, 7];

/** Returns the gradients of all elements of the learned parameters. */
function gradientsOf({ arena }: Kernels, { model, window }: CheckNetwork): number[] {
  window.forward();
  window.loss();
  window.backward();
  return takeGradients(arena, model.learned).flatMap(each => [...each]);
}

/** Returns each element of the learned parameters as a parameter. */
function elementsOf({ arena }: Kernels, { model }: CheckNetwork): Parameter[] {
  const element = (whole: Tensor, at: number) => partOfRow(arena, whole, 0, at, 1);
  return model.learned.flatMap(each =>
    Array.from({ length: each.value.rows * each.value.columns }, (_, at) => ({
      ...each,
      value: element(each.value, at),
      gradient: element(each.gradient, at),
    })),
  );
}

/** Returns the relative difference as the gradient check computes it. NaN counts as larger than any number. */
function difference(a: number, b: number): number {
  const error = Math.abs(a - b) / Math.max(Math.abs(a) + Math.abs(b), 1e-4);
  return Number.isNaN(error) ? Number.POSITIVE_INFINITY : error;
}

/**
 * Checks the element whose gradient the fault changes most. There the check finds the largest error, because
 * it finds no error in the networks without a fault, as a test below asserts. A check of all elements takes
 * many times as long.
 */
function checkUnder({ shape, inject }: Fault): ParameterCheck {
  const right = referenceKernels();
  const network = new Network(right.arena);
  const faulty: Kernels = { ...right, ...inject(right, network) };
  const problem = randomCheckNetwork(faulty, shape, { T, B, seed: SEED });
  network.setProblem(problem);
  const expected = gradientsOf(right, randomCheckNetwork(right, shape, { T, B, seed: SEED }));
  const changes = gradientsOf(right, problem).map((gradient, i) => difference(gradient, expected[i]));
  const most = changes.reduce((best, change, i) => (change > changes[best] ? i : best), 0);
  const [check] = checkGradients(faulty, { learned: [elementsOf(right, problem)[most]] }, problem.window);
  return check;
}

describe('the gradient check detects', () => {
  for (const fault of faults) {
    it(fault.name, () => {
      const { error } = checkUnder(fault);
      assert.ok(!(error <= 1000 * TOLERANCE), `the largest error is ${error}`);
    });
  }

  it('no error in the same networks without a fault', () => {
    const shapes = new Map(faults.map(({ shape }) => [JSON.stringify(shape), shape]));
    for (const shape of shapes.values()) {
      const { name, error } = worstGradient(shape, T, B, SEED);
      assert.ok(error < TOLERANCE, `${JSON.stringify(shape)}: ${name}: relative error ${error}`);
    }
  });

  it('at least forty different faults, covering every cell and every output', () => {
    assert.ok(new Set(faults.map(({ name }) => name)).size >= 40);
    assert.equal(new Set(faults.map(({ name }) => name)).size, faults.length);
    const shapes = faults.map(({ shape }) => shape);
    for (const cell of cellNames)
      assert.ok(
        shapes.some(shape => shape.cell === cell),
        cell,
      );
    for (const output of outputNames)
      assert.ok(
        shapes.some(shape => shape.output === output),
        output,
      );
  });
});
