import assert from 'node:assert/strict';
import { randomCheckNetwork } from '../../../src/engine/check/checkNetwork';
import { checkGradients, TOLERANCE } from '../../../src/engine/check/gradientCheck';
import type { Kernels } from '../../../src/engine/kernels/kernels';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import type { ParameterCheck } from '../../../src/protocol/gradientReport';
import { anyNetwork } from './faults/anyNetwork';
import { type Fault, Network } from './faults/fault';
import { gru } from './faults/gru';
import { inputs } from './faults/inputs';
import { jordan } from './faults/jordan';
import { layers } from './faults/layers';
import { leaky } from './faults/leaky';
import { lstm } from './faults/lstm';
import { outputs } from './faults/outputs';
import { recurrence } from './faults/recurrence';
import { slopes } from './faults/slopes';
import { transformer } from './faults/transformer';
import { cellNames, outputNames, worstGradient, worstOf } from './shapes';

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
  ...outputs,
  ...anyNetwork,
];
/**
 * T, B: size of the window. It is long enough that tokens occur repeatedly and errors are propagated through
 * several steps.
 */
const [T, B, SEED] = [4, 2, 7];

function worstUnder({ shape, inject }: Fault): ParameterCheck {
  const right = referenceKernels();
  const network = new Network(right.arena);
  const faulty: Kernels = { ...right, ...inject(right, network) };
  const problem = randomCheckNetwork(faulty, shape, { T, B, seed: SEED });
  network.setProblem(problem);
  return worstOf(checkGradients(faulty, problem.model, problem.window));
}

describe('the gradient check detects', () => {
  for (const fault of faults) {
    it(fault.name, () => {
      const { error } = worstUnder(fault);
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
