import assert from 'node:assert/strict';
import { checkGradients, TOLERANCE } from '../../../src/engine/check/gradientCheck';
import { uniform } from '../../../src/engine/core/random';
import type { Ids } from '../../../src/engine/core/tensor';
import type { Kernels } from '../../../src/engine/kernels/kernels';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import {
  type BidirectionalModel,
  type BidirectionalShape,
  makeBidirectional,
} from '../../../src/engine/nn/bidirectional/bidirectionalModel';
import {
  type BidirectionalWindow,
  unfoldMasked,
} from '../../../src/engine/nn/bidirectional/bidirectionalWindow';
import type { CellName } from '../../../src/engine/nn/cells';
import { takeGradients } from '../../../src/engine/nn/parameters';
import { distance } from '../support/fixture';
import { cellNames, shapeOf, worstOf } from './shapes';

/**
 * Names of all cells except Jordan, whose output is fed back from left to right, and the transformer, whose positions
 * are counted from the left.
 */
const bidirectionalCells = cellNames.filter((name: CellName) => name !== 'jordan' && name !== 'transformer');
const CLASSES = 5;

function modelOf(kernels: Kernels, asked: Partial<BidirectionalShape>): BidirectionalModel {
  const shape = { hidden: 3, classes: CLASSES, ...asked };
  const model = makeBidirectional(kernels.arena, { ...shapeOf(shape), cell: 'elman', ...shape });
  let draws = 0;
  for (const { value } of model.parameters) {
    const values = kernels.arena.values(value);
    for (let i = 0; i < values.length; i++) values[i] = 1.6 * uniform(1, 'check', 4, draws++) - 0.8;
  }
  return model;
}

/**
 * Writes the ids of the given streams into a window. A stream gets the same ids whichever other streams are
 * in the window.
 */
function fill({ arena }: Kernels, ids: Ids, streams: readonly number[], below: number): void {
  const values = arena.idValues(ids);
  for (let i = 0; i < values.length; i++) {
    const [b, t] = [streams[i % streams.length], Math.floor(i / streams.length)];
    values[i] = Math.floor(below * uniform(b, 'check', 5, t));
  }
}

function place(
  kernels: Kernels,
  model: BidirectionalModel,
  window: BidirectionalWindow,
  streams: readonly number[],
) {
  fill(kernels, window.tokens, streams, model.shape.vocabulary);
  fill(kernels, window.targets, streams, CLASSES);
  window.draw(3);
  window.forward();
  const loss = window.loss();
  window.backward();
  const gradients = takeGradients(kernels.arena, model.learned).flatMap(row => [...row]);
  return { loss, gradients };
}

describe('every bidirectional network', () => {
  for (const cell of bidirectionalCells) {
    it(`${cell}: gradients agree with central differences`, () => {
      for (const layers of [1, 2]) {
        for (const [T, B] of [
          [1, 3],
          [2, 1],
          [5, 3],
        ]) {
          const kernels = referenceKernels();
          const model = modelOf(kernels, { cell, layers, dropout: 0.3 });
          const window = unfoldMasked(kernels, model, { T, B, seed: 1 });
          place(kernels, model, window, [1, 2, 3].slice(0, B));
          const { name, error } = worstOf(checkGradients(kernels, model, window));
          assert.ok(error < TOLERANCE, `${layers} layer(s), T ${T}, B ${B}: ${name}: ${error}`);
        }
      }
    });

    it(`${cell}: a batch of streams gives the mean of the single streams`, () => {
      const kernels = referenceKernels();
      const model = modelOf(kernels, { cell, layers: 2 });
      const streams = [1, 2, 3];
      const together = place(kernels, model, unfoldMasked(kernels, model, { T: 4, B: 3 }), streams);
      const alone = streams.map(stream =>
        place(kernels, model, unfoldMasked(kernels, model, { T: 4, B: 1 }), [stream]),
      );
      const mean = (numbers: readonly number[]) => numbers.reduce((sum, x) => sum + x, 0) / streams.length;
      assert.ok(Math.abs(together.loss - mean(alone.map(({ loss }) => loss))) < 1e-12);
      const expected = together.gradients.map((_, i) => mean(alone.map(({ gradients }) => gradients[i])));
      assert.ok(distance(together.gradients, expected) < 1e-12);
    });

    it(`${cell}: parameters that are not trained get no gradient, even after several passes`, () => {
      const kernels = referenceKernels();
      const model = modelOf(kernels, { cell, layers: 2 });
      const window = unfoldMasked(kernels, model, { T: 4, B: 1 });
      for (let i = 0; i < 3; i++) place(kernels, model, window, [1]);
      for (const { name, gradient, learned } of model.parameters) {
        if (!learned)
          assert.ok(
            kernels.arena.values(gradient).every(value => value === 0),
            name,
          );
      }
    });
  }
});
