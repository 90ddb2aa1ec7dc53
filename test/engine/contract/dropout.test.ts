import assert from 'node:assert/strict';
import type { Kernels } from '../../../src/engine/kernels/kernels';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import { dropoutBetween } from '../../../src/engine/nn/inputs/dropout';
import { unfold } from '../../../src/engine/nn/network';
import { distance } from '../support/fixture';
import { everyKernels } from '../support/kernels';
import { place, randomModel, randomStreams } from './networks';
import { cellNames, shapeOf } from './shapes';

const [T, B, SEED] = [5, 2, 9];

/**
 * Returns the losses of one window in each of the given training steps, with the dropout of the network's
 * shape.
 */
function lossesOf(
  kernels: Kernels,
  shape: ReturnType<typeof shapeOf>,
  seed: number | undefined,
  steps: readonly number[],
) {
  const window = unfold(kernels, randomModel(kernels, shape, SEED), { T, B, seed });
  place(kernels, window, randomStreams(B, T + 1, shape.vocabulary, SEED), 0);
  return steps.map(step => {
    window.draw(step);
    window.forward();
    return window.loss();
  });
}

function maskOf(kernels: Kernels, keep: number, seed: number, step: number, layer: number): number[] {
  const mask = kernels.arena.tensor(100, 103);
  kernels.dropoutMask(mask, keep, seed, step, layer);
  return [...kernels.arena.values(mask)];
}

describe('dropout', () => {
  for (const cell of cellNames) {
    const shape = shapeOf({ cell, layers: 3, dropout: 0.5 });

    it(`${cell}: every step has its own reproducible masks, and scoring has none`, () => {
      const losses = lossesOf(referenceKernels(), shape, 1, [0, 1, 2, 1, 0]);
      assert.equal(new Set(losses).size, 3);
      assert.deepEqual(losses, [losses[0], losses[1], losses[2], losses[1], losses[0]]);
      assert.notEqual(lossesOf(referenceKernels(), shape, 2, [0])[0], losses[0]);
      const whole = lossesOf(referenceKernels(), { ...shape, dropout: 0 }, 1, [0]);
      assert.deepEqual(lossesOf(referenceKernels(), shape, undefined, [0]), whole);
      assert.notEqual(losses[0], whole[0]);
    });

    it(`${cell}: a single layer has no dropout`, () => {
      const [dropped, whole] = [0.5, 0].map(dropout =>
        lossesOf(referenceKernels(), { ...shape, layers: 1, dropout }, 1, [0, 1]),
      );
      assert.deepEqual(dropped, whole);
    });
  }

  it('drops the requested fraction of units and scales up the others, on every build', async () => {
    for (const kernels of await everyKernels()) {
      for (const keep of [0.2, 0.5, 0.95]) {
        const mask = maskOf(kernels, keep, 1, 2, 3);
        const kept = mask.filter(value => value !== 0);
        assert.ok(
          distance(
            kept,
            kept.map(() => 1 / keep),
          ) < 1e-7,
        );
        // Allows five standard deviations of the fraction of kept units among 10,300 draws.
        const deviation = Math.sqrt((keep * (1 - keep)) / mask.length);
        assert.ok(Math.abs(kept.length / mask.length - keep) < 5 * deviation, `${keep}: ${kept.length}`);
      }
    }
  });

  it('drops the configured fraction of units between layers, and sends no error back to them', () => {
    const kernels = referenceKernels();
    const { arena } = kernels;
    const [rows, H] = [100, 103];
    const [ones, dh] = [arena.tensor(rows, H), arena.tensor(rows, H)];
    kernels.fill(ones, 1);
    const dropout = dropoutBetween(kernels, { probability: 0.2, seed: 1, layer: 1, rows, H });
    dropout.draw(0);
    dropout.forward(ones);
    kernels.fill(dropout.dx, 1);
    dropout.backward(dh);
    const seen = arena.values(dropout.x);
    const dropped = seen.filter(value => value === 0).length / seen.length;
    assert.ok(Math.abs(dropped - 0.2) < 0.02, `${dropped}`);
    assert.deepEqual([...arena.values(dh)], [...seen]);
  });

  it('draws different masks for every seed, step and layer', () => {
    const kernels = referenceKernels();
    const first = maskOf(kernels, 0.5, 1, 2, 3);
    for (const [seed, step, layer] of [
      [2, 2, 3],
      [1, 3, 3],
      [1, 2, 1],
    ]) {
      const other = maskOf(kernels, 0.5, seed, step, layer);
      const alike = other.filter((value, i) => value === first[i]).length / first.length;
      assert.ok(Math.abs(alike - 0.5) < 0.03, `${seed}, ${step}, ${layer}: ${alike} alike`);
    }
  });
});
