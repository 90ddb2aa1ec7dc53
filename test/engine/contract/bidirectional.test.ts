import assert from 'node:assert/strict';
import { checkGradients, TOLERANCE } from '../../../src/engine/check/gradientCheck';
import { uniform } from '../../../src/engine/core/random';
import type { Ids } from '../../../src/engine/core/tensor';
import { Vocabulary } from '../../../src/engine/data/vocabulary';
import type { Kernels } from '../../../src/engine/kernels/kernels';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import { MaskedModel } from '../../../src/engine/model/maskedModel';
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
import { parametersOf } from '../../../src/engine/nn/stackParameters';
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

/** Returns the distribution of every token but the first and the last one. */
function predictionsOf(reader: MaskedModel, text: Int32Array): Map<number, number[]> {
  const found = new Map<number, number[]>();
  const reading = reader.read(text, (i, logProbs) => found.set(i, [...logProbs]));
  for (const _window of reading);
  return found;
}

/** Returns a copy of a model in which the two directions are swapped. */
function mirrorOf(kernels: Kernels, model: BidirectionalModel): BidirectionalModel {
  const { arena } = kernels;
  const mirrored = makeBidirectional(arena, model.shape);
  const swapped = [...parametersOf(model.right), ...parametersOf(model.left)];
  const target = [...parametersOf(mirrored.left), ...parametersOf(mirrored.right)];
  for (const [p, { value }] of target.entries()) kernels.copy(value, swapped[p].value);
  kernels.copy(mirrored.output.by.value, model.output.by.value);
  const Why = arena.values(model.output.Why.value);
  const half = Why.length / 2;
  arena.values(mirrored.output.Why.value).set([...Why.subarray(half), ...Why.subarray(0, half)]);
  return mirrored;
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

    it(`${cell}: no token changes its own prediction, but others change it`, () => {
      const kernels = referenceKernels();
      const model = modelOf(kernels, { cell, layers: 2, context: 3, vocabulary: CLASSES });
      const reader = new MaskedModel(kernels, model, new Vocabulary([...'abcde'], false));
      const text = Int32Array.from({ length: 150 }, (_, i) =>
        Math.floor(CLASSES * uniform(1, 'check', 8, i)),
      );
      const before = predictionsOf(reader, text);
      for (const at of [0, 1, 63, 64, 65, 128, 148, 149]) {
        const after = predictionsOf(reader, text.with(at, (text[at] + 1) % CLASSES));
        assert.deepEqual(after.get(at), before.get(at), `token ${at}`);
        for (const neighbour of [at - 1, at + 1].filter(i => before.has(i)))
          assert.notDeepEqual(
            after.get(neighbour),
            before.get(neighbour),
            `token ${at}, neighbour ${neighbour}`,
          );
      }
    });

    it(`${cell}: a reversed text swaps the two directions exactly`, () => {
      const kernels = referenceKernels();
      const model = modelOf(kernels, { cell, layers: 2, vocabulary: CLASSES });
      const mirrored = mirrorOf(kernels, model);
      const vocabulary = new Vocabulary([...'abcde'], false);
      const text = Int32Array.from({ length: 34 }, (_, i) => Math.floor(CLASSES * uniform(2, 'check', 8, i)));
      const forth = predictionsOf(new MaskedModel(kernels, model, vocabulary), text);
      const back = predictionsOf(new MaskedModel(kernels, mirrored, vocabulary), text.toReversed());
      assert.equal(forth.size, 32);
      for (const [i, logProbs] of forth)
        assert.ok(distance(logProbs, back.get(33 - i) ?? []) < 1e-12, `token ${i}`);
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
