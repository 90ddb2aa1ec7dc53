import assert from 'node:assert/strict';
import { configureTranslation, newTranslationNetwork } from '../../../src/engine/configuration/translation';
import { encodePairs, readPairData } from '../../../src/engine/data/pairs/pairData';
import type { TextPair } from '../../../src/engine/data/pairs/textPairs';
import { generatedPairs, type PairGeneratorName } from '../../../src/engine/experiments/pairs';
import { TranslationEvaluation } from '../../../src/engine/train/translation/translationEvaluation';
import { TranslationTrainer } from '../../../src/engine/train/translation/translationTrainer';
import type { RunSettings } from '../../../src/protocol/run';
import { availableKernels } from '../support/kernels';

interface Task {
  readonly name: PairGeneratorName;
  readonly longest: number;
  readonly settings: RunSettings;
}

/** Number of pairs to train on, and to test with. */
const [TRAINED, TESTED] = [6000, 400];

/** Trains a network on generated pairs and returns its figures on others. */
async function figuresOf({ name, longest, settings }: Task) {
  const [kernels] = await availableKernels();
  const all = [...generatedPairs(name, { number: TRAINED + TESTED, seed: 1, longest })].map(
    (line): TextPair => {
      const [source, target] = line.trimEnd().split('\t');
      return { source: [...source], target: [...target] };
    },
  );
  const options = configureTranslation({ 'validation.fraction': 0, ...settings });
  const data = readPairData({
    name,
    read: () => all.slice(0, TRAINED),
    openVocabulary: false,
    minimumCount: 1,
    fraction: 0,
    seed: 1,
  });
  const network = newTranslationNetwork(kernels.arena, options, data);
  const trainer = new TranslationTrainer(kernels, data, options, network);
  while (!trainer.isFinished) trainer.step(false);
  const { pairs } = encodePairs(all.slice(TRAINED), data);
  const evaluation = { B: 32, beam: 1, longestTarget: data.training.longest().target };
  return new TranslationEvaluation(kernels, network, pairs, evaluation).figures();
}

describe('networks that write targets', () => {
  // The guide has the figures of longer trainings: of 20 letters, with and without attention, and of dates.
  it('reverse up to 10 letters with attention', async () => {
    const settings = { 'training.maxIterations': 1000 };
    const { exact } = await figuresOf({ name: 'reverse-pairs', longest: 10, settings });
    assert.ok(exact >= 0.99, String(exact));
  });
});
