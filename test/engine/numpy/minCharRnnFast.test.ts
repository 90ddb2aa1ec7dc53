import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { availableKernels } from '../support/kernels';
import { fixtureOf, original, relative } from './original';

describe('a run of min-char-rnn.py in numpy, by the fast kernels', () => {
  const tensor = fixtureOf('min-char-rnn');
  const text = readFileSync('test/fixtures/text/tinyshakespeare-20000.txt', 'utf8');
  const settings = { 'text.unit': 'character', 'training.maxIterations': 600 };

  it('learns as we do at rate 0.1, although float32 diverges after five updates (fast kernels)', async () => {
    const losses = tensor('loss').data;
    const last = tensor('smoothLoss').data[losses.length - 1];
    for (const kernels of await availableKernels()) {
      const trainer = original(kernels, tensor, text, settings);
      for (let n = 0; n < losses.length; n++) {
        const { loss } = trainer.step(false);
        if (n < 5) assert.ok(relative(loss, losses[n]) < 1e-3, `${kernels.build} loss ${n}: ${loss}`);
      }
      assert.ok(relative(trainer.minCharRnnLoss, last) < 0.02, `${kernels.build}: ${trainer.minCharRnnLoss}`);
    }
  });

  it('has the same first 100 losses to 1e-3 and last smoothed loss to 0.5% (fast kernels, rate 0.01)', async () => {
    const slow = fixtureOf('min-char-rnn-slow');
    for (const kernels of await availableKernels()) {
      const trainer = original(kernels, tensor, text, { ...settings, 'training.learningRate': 0.01 });
      const losses = slow('loss').data;
      for (let n = 0; n < losses.length; n++) {
        const { loss } = trainer.step(false);
        if (n < 100) assert.ok(relative(loss, losses[n]) < 1e-3, `${kernels.build} loss ${n}: ${loss}`);
      }
      assert.ok(
        relative(trainer.minCharRnnLoss, slow('smoothLoss').data[losses.length - 1]) < 5e-3,
        kernels.build,
      );
    }
  });
});
