import assert from 'node:assert/strict';
import { configureLabels, newLabelNetwork } from '../../../src/engine/configuration/labels';
import { uniform } from '../../../src/engine/core/random';
import { encodeExamples, readLabelledData } from '../../../src/engine/data/labelled/labelledData';
import type { RawExample } from '../../../src/engine/data/labelled/rawExample';
import { generators } from '../../../src/engine/experiments/generators';
import { LabelReader } from '../../../src/engine/model/labelReader';
import { LabelEvaluation } from '../../../src/engine/train/labels/labelEvaluation';
import { LabelTrainer } from '../../../src/engine/train/labels/labelTrainer';
import type { LabelTask, RunSettings } from '../../../src/protocol/run';
import { availableKernels } from '../support/kernels';

/** Trains a network on examples and returns the share of correct labels on others. */
async function accuracy(
  task: LabelTask,
  settings: RunSettings,
  { training, test }: { readonly training: readonly RawExample[]; readonly test: readonly RawExample[] },
): Promise<number> {
  const [kernels] = await availableKernels();
  const all = configureLabels(task, { 'validation.fraction': 0, 'model.embedding': 0, ...settings });
  const data = readLabelledData({
    name: 'examples',
    read: () => training,
    isTagged: task === 'tag',
    openVocabulary: task === 'tag',
    minimumCount: 1,
    fraction: 0,
    seed: 1,
  });
  const network = newLabelNetwork(kernels.arena, all, data.vocabulary.size, data.labels.length);
  const trainer = new LabelTrainer(kernels, data, all, network);
  while (!trainer.isFinished) trainer.step(false);
  const { examples } = encodeExamples(test, { ...data, settings: all });
  return new LabelEvaluation(new LabelReader(kernels, network, 32), examples, data.labels.length).figures()
    .accuracy;
}

/** Returns random bits with their label. Texts with different seeds differ. `length`: draws the number of bits. */
function bits(
  count: number,
  seed: number,
  length: (draw: number) => number,
  label: (ones: number, n: number) => string,
) {
  return Array.from({ length: count }, (_, item): RawExample => {
    const n = length(uniform(seed, 'check', item, 0));
    const symbols = Array.from({ length: n }, (_, t) =>
      uniform(seed, 'check', item, t + 1) < 0.5 ? '0' : '1',
    );
    return { symbols, labels: [label(symbols.filter(bit => bit === '1').length, n)] };
  });
}

/** More short texts than long ones: parity is learned from short texts first. */
const upTo30 = (draw: number) => 1 + Math.floor(draw * draw * 30);
const odd = (draw: number) => 1 + 2 * Math.floor(draw * 15);
const common = {
  'model.direction': 'forward',
  'model.hidden': 16,
  'training.batch': 32,
  'training.learningRate': 0.02,
};

describe('networks that label texts', () => {
  it('learn the parity of up to 30 bits', async () => {
    const parity = (ones: number) => (ones % 2 ? 'odd' : 'even');
    const training = bits(3000, 1, upTo30, parity);
    const test = bits(500, 2, () => 30, parity);
    const found = await accuracy(
      'classify',
      { ...common, 'training.maxIterations': 300 },
      { training, test },
    );
    assert.ok(found >= 0.99, String(found));
  });

  it('learn the majority of up to 29 bits', async () => {
    const majority = (ones: number, n: number) => (2 * ones > n ? 'ones' : 'zeros');
    const [training, test] = [bits(3000, 1, odd, majority), bits(500, 2, odd, majority)];
    const found = await accuracy(
      'classify',
      { ...common, 'training.maxIterations': 1000 },
      { training, test },
    );
    assert.ok(found >= 0.99, String(found));
  });

  it("learn the categories of Elman's lexical grammar, some of which only later words decide", async () => {
    const sentences = (from: number, count: number) =>
      Array.from({ length: count }, (_, i): RawExample => {
        const tokens = [...generators.lexical.generate({ number: 1, seed: from + i, complex: 0 })];
        return { symbols: tokens.map(({ token }) => token), labels: tokens.map(({ label }) => label) };
      });
    const [training, test] = [sentences(1, 1500), sentences(5000, 500)];
    const settings = { 'model.hidden': 16, 'training.maxIterations': 400 };
    const both = await accuracy('tag', settings, { training, test });
    assert.ok(both >= 0.99, String(both));
    const forward = await accuracy('tag', { ...settings, 'model.direction': 'forward' }, { training, test });
    assert.ok(forward < 0.99, `from the start only: ${forward}`);
  });
});
