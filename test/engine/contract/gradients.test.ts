import assert from 'node:assert/strict';
import fc from 'fast-check';
import { randomCheckNetwork } from '../../../src/engine/check/checkNetwork';
import { TOLERANCE } from '../../../src/engine/check/gradientCheck';
import type { Activation } from '../../../src/engine/kernels/kernels';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import { type CellName, cells } from '../../../src/engine/nn/cells';
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

/** Windows to check: number of steps, number of streams. */
const WINDOWS = [
  [1, 3],
  [2, 1],
  [6, 3],
] as const;
const STACK_WINDOWS = [
  [2, 1],
  [4, 3],
] as const;

/**
 * Returns whether the slope of f jumps at 0. Close to such a kink, the check can fail for a correct gradient.
 */
function hasKink(f: Activation): boolean {
  const { arena, activate } = referenceKernels();
  const step = 1e-6;
  const a = arena.tensor(1, 3);
  arena.values(a).set([-step, 0, step]);
  activate(f, a, a);
  const [left, middle, right] = arena.values(a);
  return Math.abs(left - 2 * middle + right) / step > 1e-3;
}

const namesWithKink = activationNames.filter(hasKink);

/**
 * Asserts that the gradients equal central differences of the loss. For activations with a kink, tries up to
 * three seeds: a correct gradient passes for at least one of them, and a wrong gradient for none.
 */
function assertGradients(shape: NetworkShape, T: number, B: number, seed = 100 * T + B): void {
  const attempts = namesWithKink.includes(shape.activation) ? 3 : 1;
  const found: string[] = [];
  for (let attempt = 0; attempt < attempts; attempt++) {
    const { name, row, column, error } = worstGradient(shape, T, B, seed + attempt);
    if (error < TOLERANCE) return;
    found.push(`${name}[${row}, ${column}]: relative error ${error}`);
  }
  assert.fail(`T ${T}, B ${B}: ${found.join('; ')}`);
}

/** Returns whether the cell uses the setting `decay`. */
function usesDecay(cell: CellName): boolean {
  const lossWith = (decay: number) => {
    const { window } = randomCheckNetwork(referenceKernels(), shapeOf({ cell, decay }), {
      T: 2,
      B: 1,
      seed: 1,
    });
    window.forward();
    return window.loss();
  };
  return lossWith(0) !== lossWith(0.5);
}

/**
 * Checks a network for all windows. A network with several layers is checked for fewer windows, because its
 * layers compute the same as single layers.
 */
function assertEverywhere(shape: NetworkShape): void {
  for (const [T, B] of shape.layers === 1 ? WINDOWS : STACK_WINDOWS) assertGradients(shape, T, B);
}

describe('gradients agree with central differences', () => {
  for (const network of everyNetwork()) {
    for (const layers of [1, 2, 3]) {
      const shape = shapeOf({ ...network, layers });
      it(titleOf(shape), () => assertEverywhere(shape));
    }
  }

  for (const cell of cellNames) {
    it(`of ${cell} with an embedding`, () => assertEverywhere(shapeOf({ cell, embedding: 3 })));
    it(`of ${cell} with dropout`, () => {
      assertEverywhere(shapeOf({ cell, layers: 2, dropout: 0.6 }));
      assertGradients(shapeOf({ cell, layers: 3, dropout: 0.2 }), 9, 3);
    });
  }

  for (const cell of cellNames.filter(usesDecay)) {
    it(`of ${cell} with decay 0, 0.5 and 0.99`, () => {
      for (const decay of [0, 0.5, 0.99]) assertEverywhere(shapeOf({ cell, decay }));
    });
  }

  for (const cell of cellNames.filter(name => cells[name].windowed)) {
    it(`of ${cell} with one to three input tokens, and with its default embedding size`, () => {
      for (const context of [1, 2, 3]) assertEverywhere(shapeOf({ cell, context }));
      assertGradients({ ...shapeOf({ cell }), embedding: 0 }, 2, 3);
    });
  }

  it('for random network shapes', () => {
    const sizes = [fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 3 })] as const;
    fc.assert(fc.property(anyShape, ...sizes, fc.nat(1e6), assertGradients), { numRuns: 150 });
  });

  it('except at kinks, which are known for every activation', () => {
    assert.deepEqual(namesWithKink, ['relu', 'leakyRelu']);
  });
});
