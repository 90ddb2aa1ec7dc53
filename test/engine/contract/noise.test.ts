import assert from 'node:assert/strict';
import { configure } from '../../../src/engine/configuration/configure';
import { uniform } from '../../../src/engine/core/random';
import { Vocabulary } from '../../../src/engine/data/vocabulary';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import { unfold } from '../../../src/engine/nn/network';
import { drawNoise } from '../../../src/engine/nn/outputs/noise';
import { Trainer } from '../../../src/engine/train/trainer';

const SHARES = [0.5, 0.3, 0.15, 0.05];
const UPDATES = 1000;

/** Returns the i-th of independent symbols that have these probabilities. */
function draw(i: number): number {
  let u = uniform(3, 'check', 0, i);
  return SHARES.findIndex(share => {
    u -= share;
    return u < 0;
  });
}

describe('noise-contrastive estimation', () => {
  it('draws the same noise on every machine, and in every version', () => {
    const noise = new Int32Array(6);
    drawNoise(noise, 1000, 7, 3);
    assert.deepEqual([...noise], [416, 4, 1, 12, 3, 28]);
    drawNoise(noise, 1000, 7, 2 ** 32 + 3);
    assert.deepEqual([...noise], [17, 0, 52, 118, 669, 0]);
  });

  it('learns the distribution with nearly normalised scores', () => {
    const ids = Int32Array.from({ length: 20_000 }, (_, i) => Math.max(0, draw(i)));
    const vocabulary = new Vocabulary(['a', 'b', 'c', 'd'], false);
    const configuration = configure({
      'model.hidden': 2,
      'model.output': 'noiseContrastive',
      'model.noiseSamples': 50,
      'training.optimizer': 'sgd',
      'training.learningRate': 0.05,
      'training.gradientNormalisation': 'length',
      'training.batch': 8,
    });
    const kernels = referenceKernels();
    const trainer = new Trainer(kernels, { vocabulary, ids }, configuration);
    for (let i = 0; i < UPDATES; i++) trainer.step(false);
    const scored = (scoring: 'normalised' | 'selfNormalised') => {
      const shape = { ...trainer.model.shape, scoring };
      const window = unfold(kernels, { ...trainer.model, shape }, { T: SHARES.length, B: 1 });
      kernels.arena.idValues(window.targets).set([0, 1, 2, 3]);
      window.forward();
      window.loss();
      return [...kernels.arena.values(window.output.losses)].map(loss => Math.exp(-loss));
    };
    for (const [symbol, p] of scored('normalised').entries()) {
      assert.ok(Math.abs(p - SHARES[symbol]) < 0.03, `${p} for ${SHARES[symbol]}`);
    }
    const sum = scored('selfNormalised').reduce((a, b) => a + b);
    assert.ok(Math.abs(sum - 1) < 0.05, `the scores sum to ${sum}`);
  });
});
