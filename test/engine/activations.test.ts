import assert from 'node:assert/strict';
import { newModel } from '../../src/engine/configuration/network';
import { referenceKernels } from '../../src/engine/kernels/reference';
import { hiddenActivations } from '../../src/engine/nn/activations';
import { cells } from '../../src/engine/nn/cells';
import { unfold } from '../../src/engine/nn/network';
import type { Activations, RunSettings } from '../../src/protocol/run';
import { configuration } from './support/network';

const T = 6;
const B = 2;
const symbols = ['a', 'b', 'c', 'd', 'e'];

/**
 * Returns the activations of a network over a window of zeros, T * B values per unit. `bias` contains the
 * biases of the first units.
 */
function activationsOf(settings: RunSettings, bias: readonly number[] = []): Activations[] {
  const kernels = referenceKernels();
  const { arena } = kernels;
  const size = { 'model.hidden': 4, 'model.initialDeviation': 1e-6 };
  const model = newModel(arena, configuration({ ...size, ...settings }), symbols);
  for (const { bh } of model.stack.layers) arena.values(bh.value).set(bias);
  const window = unfold(kernels, model, { T, B });
  window.forward();
  return hiddenActivations(arena, model.shape, window);
}

const total = ({ counts }: Activations) => counts.reduce((sum, n) => sum + n, 0);

describe('the histogram of hidden activations', () => {
  it('counts every value of every layer, for every cell', () => {
    for (const cell of Object.keys(cells)) {
      const layers = activationsOf({ 'model.cell': cell, 'model.layers': 3 });
      assert.deepEqual(layers.map(total), [T * B * 4, T * B * 4, T * B * 4], cell);
    }
  });

  it('has the bounds of tanh, and counts values near them as saturated', () => {
    const [layer] = activationsOf({ 'model.activation': 'tanh' }, [3, -3, 2, 0]);
    assert.deepEqual([layer.low, layer.high], [-1, 1]);
    // The activation tanh 2 = 0.964 is below the limit for saturation.
    assert.deepEqual([layer.saturated, layer.dead], [0.5, 0.5]);
    assert.deepEqual([layer.counts[0], layer.counts.at(-1)], [T * B, 2 * T * B]);
  });

  it('has the bounds of logistic', () => {
    const [layer] = activationsOf({ 'model.activation': 'logistic' }, [4.4, -4.4, 4.3, 0.1]);
    assert.deepEqual([layer.low, layer.high], [0, 1]);
    // The slope of logistic 4.4 = 0.988 is 4.8 % of the maximum slope; that of logistic 4.3 = 0.987 is 5.3 %.
    assert.deepEqual([layer.saturated, layer.dead], [0.5, 0.5]);
    assert.equal(layer.counts[16], T * B);
  });

  it('counts the dead units of relu and the values above 0', () => {
    const [layer] = activationsOf({ 'model.activation': 'relu' }, [-1, -1, -1, 7]);
    assert.equal(layer.low, 0);
    assert.ok(Math.abs(layer.high - 7) < 1e-3);
    assert.deepEqual([layer.saturated, layer.dead], [0.75, 0.75]);
    assert.deepEqual([layer.counts[0], layer.counts.at(-1)], [3 * T * B, T * B]);
  });

  it('extends to the largest value of an unbounded activation, which never counts as dead', () => {
    const [layer] = activationsOf({ 'model.activation': 'identity' }, [-4, 0, 0, 0.5]);
    assert.ok(Math.abs(layer.low + 4) < 1e-3);
    assert.ok(layer.high >= 0.5);
    assert.deepEqual([layer.saturated, layer.dead], [0, 0]);
  });

  it('has the bounds of the states for a gated cell', () => {
    const [layer] = activationsOf({ 'model.cell': 'lstm', 'model.activation': 'relu' });
    assert.deepEqual([layer.low, layer.high, layer.dead], [-1, 1, 0]);
  });

  it('samples a large window', () => {
    const kernels = referenceKernels();
    const model = newModel(kernels.arena, configuration({ 'model.hidden': 50 }), symbols);
    const window = unfold(kernels, model, { T: 200, B: 16 });
    window.forward();
    const counted = total(hiddenActivations(kernels.arena, model.shape, window)[0]);
    assert.ok(counted <= 65_536 && counted > 40_000, `${counted}`);
  });
});
