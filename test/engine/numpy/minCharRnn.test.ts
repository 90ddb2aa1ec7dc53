import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import { takeGradients } from '../../../src/engine/nn/parameters';
import type { Trainer } from '../../../src/engine/train/trainer';
import { distance } from '../support/fixture';
import { transposed } from '../support/network';
import { fixtureOf, original, relative } from './original';

/** Multiplies every weight by 1 + `by`. */
function nudge({ kernels, model }: Trainer, by: number): void {
  for (const { value } of model.parameters) {
    const values = kernels.arena.values(value);
    for (let i = 0; i < values.length; i++) values[i] *= 1 + by;
  }
}

describe('a run of min-char-rnn.py in numpy', () => {
  const tensor = fixtureOf('min-char-rnn');
  const text = readFileSync('test/fixtures/text/tinyshakespeare-20000.txt', 'utf8');
  const settings = { 'text.unit': 'character', 'training.maxIterations': 600 };

  it('has the same first gradients, after clipping', () => {
    const kernels = referenceKernels();
    const trainer = original(kernels, tensor, text, settings);
    const { window, model } = trainer;
    trainer.load();
    window.forward();
    window.loss();
    window.backward();
    for (const [i, gradient] of takeGradients(kernels.arena, model.parameters).entries()) {
      const { name } = model.parameters[i];
      const { shape, data } = tensor(`d${name}`);
      const expected = transposed(data, shape[0], shape[1]);
      assert.ok(
        distance(
          gradient.map(g => Math.max(-5, Math.min(5, g))),
          expected,
        ) < 1e-9,
        name,
      );
    }
  });

  it('has the same losses to 1e-9 and final weights to 1e-7 (reference kernels, learning rate 0.01)', () => {
    const slow = fixtureOf('min-char-rnn-slow');
    const kernels = referenceKernels();
    const trainer = original(kernels, tensor, text, { ...settings, 'training.learningRate': 0.01 });
    const losses = slow('loss').data;
    const smooth = slow('smoothLoss').data;
    for (let n = 0; n < losses.length; n++) {
      const { loss } = trainer.step(false);
      assert.ok(relative(loss, losses[n]) < 1e-9, `loss ${n}: ${loss} against ${losses[n]}`);
      assert.ok(relative(trainer.minCharRnnLoss, smooth[n]) < 1e-9, `smoothed loss ${n}`);
    }
    for (const { name, value } of trainer.model.parameters) {
      const { shape, data } = slow(`final_${name}`);
      const expected = transposed(data, shape[0], shape[1]);
      assert.ok(distance(kernels.arena.values(value), expected) < 1e-7, name);
    }
    assert.ok(distance(kernels.arena.values(trainer.window.states[0].value), slow('final_h').data) < 1e-7);
  });

  // At min-char-rnn's learning rate of 0.1, rounding errors grow tenfold every other step at first. Even
  // numpy differs by 1e-2 after 120 updates if it uses the tanh of another library. So the tolerance is
  // measured: a second trainer starts with weights that differ by one unit in the last place. No
  // implementation can be expected to be closer to numpy.
  it('differs at rate 0.1 by no more than rounding explains (reference kernels)', () => {
    const [ours, twin] = [referenceKernels(), referenceKernels()].map(kernels =>
      original(kernels, tensor, text, settings),
    );
    nudge(twin, 2 ** -52);
    const losses = tensor('loss').data;
    let rounding = 1e-15;
    for (let n = 0; n < losses.length; n++) {
      // With a larger rounding error, a comparison says nothing.
      if (rounding > 0.05) break;
      const { loss } = ours.step(false);
      rounding = Math.max(rounding, relative(loss, twin.step(false).loss));
      assert.ok(
        relative(loss, losses[n]) < Math.max(20 * rounding, 1e-9),
        `loss ${n}: rounding is ${rounding}`,
      );
      if (n < 10) assert.ok(relative(loss, losses[n]) < 1e-9, `loss ${n}`);
    }
  });
});
