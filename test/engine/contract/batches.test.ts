import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Kernels } from '../../../src/engine/kernels/kernels';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import { readStates } from '../../../src/engine/nn/carriedState';
import { type NetworkWeights, unfold } from '../../../src/engine/nn/network';
import type { NetworkShape } from '../../../src/engine/nn/shape';
import { gradientsOf, place, randomModel, randomStreams } from './networks';
import { anyShape, everyCellAndOutput, shapeOf } from './shapes';

const WINDOWS = 3;

/** The result of one window. */
interface Outcome {
  readonly loss: number;
  readonly gradients: ReadonlyMap<string, Float64Array>;
  /** The states of each stream after the window. */
  readonly states: readonly Float64Array[];
}

/**
 * Processes the streams in parallel, window by window, with states carried over. Returns the outcome of each
 * window.
 */
function outcomesOf(
  kernels: Kernels,
  model: NetworkWeights,
  T: number,
  streams: readonly Int32Array[],
): Outcome[] {
  const window = unfold(kernels, model, { T, B: streams.length });
  return Array.from({ length: WINDOWS }, (_, w) => {
    place(kernels, window, streams, w * T);
    window.forward();
    const loss = window.loss();
    window.backward();
    const gradients = gradientsOf(kernels, model);
    window.advance();
    return { loss, gradients, states: streams.map((_, b) => readStates(kernels.arena, window.states, b)) };
  });
}

/**
 * Asserts that `found` is the mean of `rows`, except for rounding errors. The error is relative to the
 * largest number, because the numbers in the mean may cancel out.
 */
function assertMean(what: string, found: ArrayLike<number>, rows: readonly ArrayLike<number>[]): void {
  const mean = Float64Array.from(rows[0], (_, i) => rows.reduce((sum, row) => sum + row[i], 0) / rows.length);
  const size = Math.max(1e-300, ...rows.flatMap(row => Array.from(row, Math.abs)));
  assert.equal(found.length, mean.length);
  const error = Math.max(...mean.map((value, i) => Math.abs(value - found[i]))) / size;
  assert.ok(error < 1e-11, `${what} is off by ${error}`);
}

function assertMeanOfStreams(shape: NetworkShape, T: number, B: number, seed: number): void {
  const kernels = referenceKernels();
  const model = randomModel(kernels, shape, seed);
  const streams = randomStreams(B, WINDOWS * T + 1, shape.vocabulary, seed);
  const together = outcomesOf(kernels, model, T, streams);
  const alone = streams.map(stream => outcomesOf(kernels, model, T, [stream]));
  for (const [w, { loss, gradients, states }] of together.entries()) {
    const each = alone.map(outcomes => outcomes[w]);
    assertMean(
      `loss of window ${w}`,
      [loss],
      each.map(one => [one.loss]),
    );
    for (const [name, gradient] of gradients) {
      const rows = each.map(one => one.gradients.get(name) ?? []);
      assertMean(`d${name} of window ${w}`, gradient, rows);
    }
    for (const [b, state] of states.entries()) {
      assertMean(`state of stream ${b} after window ${w}`, state, [each[b].states[0]]);
    }
  }
}

describe('the gradient of a batch is the mean of the gradients of its streams', () => {
  for (const network of everyCellAndOutput()) {
    it(`for ${network.cell} with ${network.output}`, () => {
      for (const layers of [1, 3]) {
        for (const B of [1, 2, 5]) assertMeanOfStreams(shapeOf({ ...network, layers }), 4, B, B);
      }
    });
  }

  it('for random network shapes', () => {
    const sizes = [fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 5 })] as const;
    fc.assert(fc.property(anyShape, ...sizes, fc.nat(1e6), assertMeanOfStreams), { numRuns: 100 });
  });
});
