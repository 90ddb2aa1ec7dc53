import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TOLERANCE } from '../../../src/engine/check/gradientCheck';
import type { Activation } from '../../../src/engine/kernels/kernels';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import { cells } from '../../../src/engine/nn/cells';
import type { NetworkShape } from '../../../src/engine/nn/shape';
import {
  activationNames,
  anyShape,
  cellNames,
  everyNetwork,
  shapeOf,
  titleOf,
  worstGradient,
} from './shapes';

const LENGTHS = [1, 2, 9];
const STREAMS = [1, 3];

/** Whether the slope of f jumps at 0: there a right gradient can fail at an unlucky place, by what f is. */
function kinked(f: Activation): boolean {
  const { arena, activate } = referenceKernels();
  const step = 1e-6;
  const a = arena.tensor(1, 3);
  arena.values(a).set([-step, 0, step]);
  activate(f, a, a);
  const [left, middle, right] = arena.values(a);
  return Math.abs(left - 2 * middle + right) / step > 1e-3;
}

const kinkedNames = activationNames.filter(kinked);

/** With kinks, a right gradient fits for one of three seeds; a wrong one for none. */
function assertGradients(shape: NetworkShape, T: number, B: number, seed = 100 * T + B): void {
  const attempts = kinkedNames.includes(shape.activation) ? 3 : 1;
  const found: string[] = [];
  for (let attempt = 0; attempt < attempts; attempt++) {
    const { name, row, column, error } = worstGradient(shape, T, B, seed + attempt);
    if (error < TOLERANCE) return;
    found.push(`${name}[${row}, ${column}]: relative error ${error}`);
  }
  assert.fail(`T ${T}, B ${B}: ${found.join('; ')}`);
}

function assertEverywhere(shape: NetworkShape): void {
  for (const T of LENGTHS) for (const B of STREAMS) assertGradients(shape, T, B);
}

describe('gradients agree with central differences', () => {
  for (const network of everyNetwork()) {
    for (const layers of [1, 2, 3]) {
      const shape = shapeOf({ ...network, layers });
      it(titleOf(shape), () => assertEverywhere(shape));
    }
  }

  for (const cell of cellNames) {
    it(`${cell} with an embedding`, () => assertEverywhere(shapeOf({ cell, embedding: 3 })));
    it(`${cell} with dropout`, () => {
      for (const dropout of [0.2, 0.6]) assertEverywhere(shapeOf({ cell, layers: 3, dropout }));
    });
  }

  it('a decay of the state units, from none to nearly all', () => {
    for (const decay of [0, 0.5, 0.99]) assertEverywhere(shapeOf({ cell: 'jordan', decay }));
  });

  for (const cell of cellNames.filter(name => cells[name].windowed)) {
    it(`${cell} with one to three tokens in view, and with its own number of features`, () => {
      for (const context of [1, 2, 3]) assertEverywhere(shapeOf({ cell, context }));
      assertGradients({ ...shapeOf({ cell }), embedding: 0 }, 2, 3);
    });
  }

  it('whatever the shape', () => {
    const sizes = [fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 3 })] as const;
    fc.assert(fc.property(anyShape, ...sizes, fc.nat(1e6), assertGradients), { numRuns: 150 });
  });

  it('knows which activations have a kink', () => {
    assert.deepEqual(kinkedNames, ['relu', 'leakyRelu']);
  });
});
