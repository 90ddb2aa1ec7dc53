import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { configure } from '../../src/engine/configuration/configure';
import type { OutputName } from '../../src/engine/nn/outputs';
import { Evaluation } from '../../src/engine/train/evaluation';
import { Trainer } from '../../src/engine/train/trainer';
import { readTexts } from '../../src/engine/train/trainingTexts';
import type { RunSettings } from '../../src/protocol/run';
import { simdKernels } from './support/kernels';

/** Settings that train as RNNLM does. */
const SETTINGS: RunSettings = {
  'model.activation': 'logistic',
  'model.hidden': 50,
  'model.initialDeviation': 0.1,
  'model.classes': 30,
  'training.optimizer': 'sgd',
  'training.learningRate': 0.1,
  'training.sequenceLength': 10,
  'training.bptt': 4,
  'training.gradientClip': 15,
  'text.unit': 'word',
};
/** Number of updates, in which about a quarter of the text is read. */
const UPDATES = 4000;

function text(name: string) {
  return { name, bytes: readFileSync(`test/fixtures/text/${name}`) };
}

const found = new Map<OutputName, Promise<number>>();

/** Returns the perplexity of the validation text after the training. Trains only once for each output. */
function perplexity(output: OutputName): Promise<number> {
  const before = found.get(output) ?? train({ 'model.output': output });
  found.set(output, before);
  return before;
}

async function train(settings: RunSettings): Promise<number> {
  const configuration = configure({ ...SETTINGS, ...settings });
  const texts = readTexts(configuration, text('words.train.txt'), text('words.valid.txt'));
  const kernels = await simdKernels();
  const trainer = new Trainer(kernels, texts.training, configuration);
  for (let i = 0; i < UPDATES; i++) trainer.step(false);
  const evaluation = new Evaluation(kernels, trainer.model, texts.validation?.ids ?? new Int32Array());
  evaluation.restart();
  while (evaluation.advance());
  return Math.exp(evaluation.result(UPDATES).loss);
}

describe('outputs for large vocabularies learn what the full softmax learns', () => {
  it('in a similar number of updates', async () => {
    const softmax = await perplexity('softmax');
    assert.ok(softmax < 85, `softmax: ${softmax}`);
    for (const output of ['classes', 'hierarchical', 'noiseContrastive'] as const) {
      const found = await perplexity(output);
      assert.ok(found < 1.1 * softmax, `${output}: ${found}, softmax: ${softmax}`);
    }
  });

  it('with scores that only training normalised', async () => {
    const found = await train({ 'model.output': 'noiseContrastive', 'model.scoring': 'selfNormalised' });
    assert.ok(found > 75 && found < 95, `${found}`);
  });

  it('and slightly more with direct connections', async () => {
    assert.ok(
      (await train({ 'model.output': 'classes', 'model.direct': 0.3 })) < (await perplexity('classes')),
    );
  });
});
