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
  it('reverse up to 10 letters with attention', async () => {
    const { exact } = await figuresOf({
      name: 'reverse-pairs',
      longest: 10,
      settings: { 'training.maxIterations': 1200 },
    });
    assert.ok(exact >= 0.99, String(exact));
  });

  it('cannot reverse up to 20 letters without attention, in training with which attention can', async () => {
    const settings = { 'training.maxIterations': 1500 };
    const task = { name: 'reverse-pairs', longest: 20 } as const;
    const attending = await figuresOf({ ...task, settings });
    const without = await figuresOf({ ...task, settings: { ...settings, 'model.attention': 'none' } });
    const longestOf = ({ byLength }: typeof without) => byLength[byLength.length - 1].exact;
    assert.ok(longestOf(attending) >= 0.9, `with attention: ${longestOf(attending)}`);
    assert.ok(longestOf(without) < 0.1, `without: ${longestOf(without)}`);
  });

  it('write dates in ISO 8601', async () => {
    const { exact } = await figuresOf({
      name: 'date-pairs',
      longest: 0,
      settings: { 'training.maxIterations': 700 },
    });
    assert.ok(exact >= 0.97, String(exact));
  });
});
