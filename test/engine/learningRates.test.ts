import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { configure } from '../../src/engine/configuration/configure';
import { tokenizerOf } from '../../src/engine/configuration/text';
import { readCorpus } from '../../src/engine/data/corpus';
import { optimizers } from '../../src/engine/optim';
import { Trainer } from '../../src/engine/train/trainer';
import { failureAfter } from '../../src/engine/train/trainingFailure';
import { SettingsDraft } from '../../src/extension/training/settingsDraft';
import { simdKernels } from './support/kernels';

describe('the default learning rate', () => {
  /** Smoothed loss after 1,500 iterations, in nats per window. */
  const losses: Readonly<Record<string, number>> = { adagrad: 69.276, adam: 68.585 };

  for (const optimizer of Object.keys(optimizers)) {
    it(`of ${optimizer} trains the default network, and does not explode`, async () => {
      const kernels = await simdKernels();
      const configuration = configure({ 'training.optimizer': optimizer });
      const text = { name: 'english.txt', bytes: readFileSync('media/samples/english.txt') };
      const corpus = readCorpus(text, tokenizerOf(configuration), 1);
      const trainer = new Trainer(kernels, corpus, configuration);
      for (let i = 0; i < 1500; i++) assert.equal(failureAfter(trainer, trainer.step(false).loss), undefined);
      assert.ok(
        trainer.smoothLoss < 0.85 * trainer.uniformLoss,
        `${trainer.smoothLoss} of ${trainer.uniformLoss}`,
      );
      if (optimizer in losses) assert.equal(trainer.smoothLoss.toFixed(3), losses[optimizer].toFixed(3));
    });
  }
});

describe('the settings of a run that is being set up', () => {
  const rate = 'training.learningRate';

  it("contain the optimizer's learning rate", () => {
    const draft = new SettingsDraft('', { 'training.optimizer': 'adagrad' }, false);
    assert.equal(draft.settings[rate], 0.1);
    // The user accepts the default that is shown.
    draft.set(rate, 0.1);
    draft.set('training.optimizer', 'adam');
    assert.deepEqual(draft.settings, { 'training.optimizer': 'adam', [rate]: 0.001 });
    assert.ok(draft.isChanged(rate));
  });

  it('follow the optimizer of a preset, but keep a rate that the user typed', () => {
    const preset = { 'training.optimizer': 'adagrad', [rate]: 0.1 };
    const draft = new SettingsDraft('', preset, false);
    draft.set('training.optimizer', 'sgd');
    assert.equal(draft.settings[rate], 0.01);

    const typed = new SettingsDraft('', preset, false);
    typed.set(rate, 0.05);
    typed.set('training.optimizer', 'sgd');
    assert.equal(typed.settings[rate], 0.05);
  });
});
