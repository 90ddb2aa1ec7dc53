import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { configure } from '../../src/engine/configuration/configure';
import { tokenizerOf } from '../../src/engine/configuration/text';
import { readCorpus } from '../../src/engine/data/corpus';
import { referenceKernels } from '../../src/engine/kernels/reference';
import { encodeModel, openModelFile } from '../../src/engine/model/modelFile';
import { scoreText } from '../../src/engine/scoring/score';
import { encodeCheckpoint } from '../../src/engine/storage/runs/checkpointFormat';
import { Trainer } from '../../src/engine/train/trainer';
import { saveTrainer } from '../../src/engine/train/trainState';
import { byHand } from './support/byHand';
import { simdKernels } from './support/kernels';
import { randomTextModel } from './support/textModel';

describe('the current state of a training', () => {
  it("is the model's initial state, and zero if a file does not contain it", () => {
    const kernels = referenceKernels();
    const text = 'abba\nbaab\n';
    const { network, vocabulary } = randomTextModel(kernels, 'character', text);
    const settings = { 'model.hidden': network.shape.hidden };
    const trained = { kernels, configuration: configure(settings), vocabulary, network, iteration: 1 };
    const ids = [...`\n${text}`].map(symbol => vocabulary.id(symbol));
    const carried = Float64Array.from({ length: 9 }, (_, i) => Math.cos(i));
    for (const [stored, begins] of [
      [carried, carried],
      [undefined, undefined],
      [carried.subarray(1), undefined],
      [carried.map(() => Number.NaN), undefined],
    ] as const) {
      const open = openModelFile(kernels, encodeModel({ ...trained, carried: stored }));
      const { logProb } = scoreText(open, '', text);
      const expected = byHand(kernels, network, ids, begins).reduce((a, b) => a + b);
      assert.ok(Math.abs(logProb - expected) < 1e-11, `${logProb} for ${expected}`);
    }
  });

  it('gives a network with many symbols its training loss in scoring, even in the first pass', async () => {
    const kernels = await simdKernels();
    const bytes = readFileSync('media/samples/japanese.txt');
    const configuration = configure({ 'text.locale': 'ja' });
    const tokenizer = tokenizerOf(configuration);
    const corpus = readCorpus({ name: 'japanese.txt', bytes }, tokenizer, 1);
    const trainer = new Trainer(kernels, corpus, configuration);
    while (trainer.iteration < 2000) trainer.step(false);
    const checkpoint = encodeCheckpoint(saveTrainer(trainer, { ...configuration }, { elapsed: 0 }));
    for (const bytesRead of [checkpoint, trainer.weights()]) {
      const { logProb, scored } = scoreText(
        openModelFile(kernels, bytesRead),
        '',
        bytes.toString().slice(0, 4000),
      );
      const T = configuration['training.sequenceLength'];
      // The moving average is slightly higher than the current loss, because the loss falls.
      const loss = trainer.smoothLoss / T;
      assert.ok(-logProb / scored < loss, `${-logProb / scored} nats per token read, ${loss} trained`);
    }
  });
});
