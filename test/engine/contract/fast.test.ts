import assert from 'node:assert/strict';
import { type CheckNetwork, randomCheckNetwork } from '../../../src/engine/check/checkNetwork';
import type { Kernels } from '../../../src/engine/kernels/kernels';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import type { NetworkShape } from '../../../src/engine/nn/shape';
import { distance } from '../support/fixture';
import { availableKernels } from '../support/kernels';
import { gradientsOf } from './networks';
import { everyNetwork, shapeOf, titleOf } from './shapes';

/** Tolerance for the difference between float32 and float64. */
const TOLERANCE = 1e-4;
/** Sizes that are larger than a SIMD vector and not multiples of its length. */
const SIZES = { vocabulary: 23, hidden: 19, embedding: 11, context: 3, dropout: 0.2 };
const [T, B, SEED] = [9, 3, 5];

/** Returns the loss, the gradients, and ln P of all symbols at every position. */
function outcomeOf(kernels: Kernels, { model, window }: CheckNetwork) {
  window.forward();
  const loss = window.loss();
  window.backward();
  const gradients = gradientsOf(kernels, model);
  return { loss, gradients, logProbs: kernels.arena.values(window.logProbs()).slice() };
}

/**
 * Copies weights and states to kernels of another precision. The copies are exact, because every float32
 * number is a float64 number.
 */
function copyNumbers(from: Kernels, source: CheckNetwork, to: Kernels, target: CheckNetwork): void {
  const tensors = ({ model, window }: CheckNetwork) => [...model.parameters, ...window.states];
  const copies = tensors(target);
  for (const [i, { value }] of tensors(source).entries()) {
    to.arena.values(copies[i].value).set(from.arena.values(value));
  }
}

function assertAgreement(fast: Kernels, shape: NetworkShape): void {
  const oracle = referenceKernels();
  const [tested, right] = [fast, oracle].map(kernels =>
    randomCheckNetwork(kernels, shape, { T, B, seed: SEED }),
  );
  copyNumbers(fast, tested, oracle, right);
  const [found, expected] = [outcomeOf(fast, tested), outcomeOf(oracle, right)];
  assertNear('loss', [found.loss], [expected.loss]);
  assertNear('ln P', found.logProbs, expected.logProbs);
  assert.ok(expected.gradients.size > 0);
  for (const [name, gradient] of expected.gradients) {
    assertNear(`d${name}`, found.gradients.get(name) ?? [], gradient);
  }
}

function assertNear(what: string, found: ArrayLike<number>, expected: ArrayLike<number>): void {
  const error = distance(found, expected);
  assert.ok(error < TOLERANCE, `${what} is off by ${error}`);
}

describe('the fast kernels give the reference’s losses and gradients', () => {
  for (const network of everyNetwork()) {
    const shape = shapeOf({ ...network, ...SIZES, layers: 2 });
    it(titleOf(shape), async () => {
      for (const fast of await availableKernels()) assertAgreement(fast, shape);
      for (const fast of await availableKernels()) assertAgreement(fast, { ...shape, layers: 1 });
    });
  }
});
