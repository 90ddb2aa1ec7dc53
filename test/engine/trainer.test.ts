import assert from 'node:assert/strict';
import { referenceKernels } from '../../src/engine/kernels/reference';
import { Trainer } from '../../src/engine/train/trainer';
import type { RunSettings } from '../../src/protocol/run';
import { configuration, corpusOf } from './support/network';

const IDS = Array.from({ length: 60 }, (_, i) => (i * i) % 5);

const trainerOf = (settings: RunSettings) =>
  new Trainer(
    referenceKernels(),
    corpusOf(IDS),
    configuration({ 'model.hidden': 3, 'training.sequenceLength': 4, ...settings }),
  );

describe('a trainer', () => {
  it('uses the rate of its schedule in every update, counted from the first', () => {
    const trainer = trainerOf({
      'training.learningRate': 0.5,
      'training.schedule': 'step',
      'training.scheduleInterval': 2,
      'training.scheduleFactor': 0.5,
    });
    const rates = Array.from({ length: 6 }, () => trainer.step(false).rate);
    assert.deepEqual(rates, [0.5, 0.5, 0.25, 0.25, 0.125, 0.125]);
    trainer.live['training.learningRate'] = 8;
    assert.equal(trainer.step(false).rate, 1);
  });

  it('counts the epochs of its schedule by the windows of the text', () => {
    const trainer = trainerOf({
      'training.learningRate': 1,
      'training.schedule': 'epochs',
      'training.scheduleFirstEpochs': 1,
      'training.scheduleEpochs': 2,
    });
    const steps = Array.from({ length: 60 }, () => trainer.step(false));
    for (const { epoch, rate } of steps) assert.equal(rate, 0.5 ** Math.floor((Math.floor(epoch) + 1) / 2));
    assert.equal(steps[59].rate, 0.25);
  });

  it('moves the weights along the gradient by that rate', () => {
    const settings: RunSettings = { 'training.optimizer': 'sgd', 'training.gradientClip': 0 };
    const [slow, fast] = [0.01, 0.02].map(rate => {
      const trainer = trainerOf({ ...settings, 'training.learningRate': rate });
      const weights = trainer.kernels.arena.values(trainer.model.parameters[0].value);
      const before = weights.slice();
      trainer.step(false);
      return weights.map((weight, i) => (weight - before[i]) / rate);
    });
    assert.ok(slow.some(value => value !== 0));
    for (const [i, value] of slow.entries()) assert.ok(Math.abs(value - fast[i]) < 1e-12);
  });
});
