import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { configure } from '../../src/engine/configuration/configure';
import { fields } from '../../src/engine/configuration/fields';
import type { SettingField } from '../../src/engine/configuration/settingField';
import { tokenizerOf } from '../../src/engine/configuration/text';
import { readCorpus } from '../../src/engine/data/corpus';
import { referenceKernels } from '../../src/engine/kernels/reference';
import { cells } from '../../src/engine/nn/cells';
import { Trainer } from '../../src/engine/train/trainer';
import { unmetCondition } from '../../src/extension/training/settingDependencies';
import { SettingRanges } from '../../src/extension/training/settingRanges';
import { SettingsDraft } from '../../src/extension/training/settingsDraft';
import type { RunSettings, SettingValue } from '../../src/protocol/run';

const TEXT = 'the cat sat\u00a0on the mat\nthe dog sat on the cat\n'.repeat(3);
const STEPS = 6;

/** Returns the losses of a few updates. They change with any setting that has an effect. */
function losses(settings: RunSettings): readonly number[] {
  const configuration = configure(settings);
  const tokenizer = tokenizerOf(configuration);
  const text = { name: 'cat.txt', bytes: Buffer.from(TEXT) };
  const corpus = readCorpus(text, tokenizer, configuration['text.minimumCount']);
  const trainer = new Trainer(referenceKernels(), corpus, configuration);
  return Array.from({ length: STEPS }, () => trainer.step(false).loss);
}

const small: RunSettings = {
  'model.hidden': 5,
  'model.heads': 1,
  'model.embedding': 4,
  'training.optimizer': 'sgd',
  'training.learningRate': 0.5,
  'training.sequenceLength': 4,
  'training.scheduleInterval': 2,
};
/**
 * Settings of two trainings. In the first, settings outside the cell have no effect; in the second, they have
 * an effect.
 */
const trainings: readonly RunSettings[] = [
  { ...small, 'model.initialiser': 'xavier', 'training.gradientClip': 0 },
  {
    ...small,
    'model.layers': 2,
    'model.initialDeviation': 0.3,
    'training.schedule': 'step',
    'training.gradientClip': 0.01,
    'text.unit': 'word',
  },
];

/** For each setting, a value that differs from its values in both trainings. */
const others: Readonly<Record<string, SettingValue>> = {
  'model.activation': 'logistic',
  'model.context': 2,
  'model.heads': 5,
  'model.positions': 3,
  'model.positionEncoding': 'rotary',
  'model.dropout': 0.5,
  'model.forgetBias': 3,
  'model.stateDecay': 0.5,
  'model.spectralRadius': 0.4,
  'model.initialDeviation': 0.6,
  'training.scheduleInterval': 1,
  'training.scheduleFactor': 0.1,
  'training.gradientClipBy': 'global',
  'text.locale': 'ja',
  'text.whiteSpace': 'ascii',
  'text.minimumCount': 10,
};

describe('settings without an effect on a run', () => {
  for (const cell of Object.keys(cells)) {
    it(`are marked for the cell ${cell}, in agreement with the engine`, () => {
      for (const training of trainings) {
        const settings: RunSettings = { ...configure({ ...training, 'model.cell': cell }) };
        const before = losses(settings);
        const draft = new SettingsDraft('', settings, false);
        for (const [name, value] of Object.entries(others)) {
          assert.notEqual(settings[name], value);
          const after = losses({ ...settings, [name]: value });
          const isIdle = before.every((loss, i) => loss === after[i]);
          assert.equal(
            unmetCondition(name, draft) !== undefined,
            isIdle,
            `${name} in ${settings['text.unit']}s`,
          );
        }
      }
    });
  }

  for (const [name, value, woken] of [
    ['model.classes', 3, { 'model.output': 'classes' }],
    ['model.noiseSamples', 7, { 'model.output': 'noiseContrastive' }],
    ['model.directOrder', 1, { 'model.direct': 30e-6 }],
    ['training.minimumLearningRate', 0.01, { 'training.schedule': 'cosine', 'training.maxIterations': 10 }],
    ['training.beta2', 0.5, { 'training.optimizer': 'adam' }],
    ['training.weightDecay', 0.2, { 'training.optimizer': 'adamw' }],
    ['training.weightDecayOf', 'matrices', { 'training.optimizer': 'adamw' }],
  ] as const) {
    it(`are marked for other parts, in agreement with the engine: ${name}`, () => {
      for (const [parts, isIdle] of [
        [{}, true],
        [woken, false],
      ] as const) {
        const settings: RunSettings = { ...configure({ ...small, ...parts }) };
        assert.equal(unmetCondition(name, new SettingsDraft('', settings, false)) !== undefined, isIdle);
        const [before, after] = [losses(settings), losses({ ...settings, [name]: value })];
        assert.equal(
          before.every((loss, i) => loss === after[i]),
          isIdle,
        );
      }
    });
  }

  it('name the setting that they depend on', () => {
    const draft = new SettingsDraft('', { ...configure({}) }, false);
    assert.equal(unmetCondition('model.forgetBias', draft), 'only with model.cell: lstm');
    assert.equal(unmetCondition('model.dropout', draft), 'only with model.layers > 1');
    assert.equal(unmetCondition('validation.patience', draft), 'only with validation.fraction > 0');
    assert.equal(unmetCondition('validation.fraction', draft), undefined);
    const validated = new SettingsDraft('', draft.settings, true);
    assert.equal(unmetCondition('validation.patience', validated), undefined);
    assert.equal(unmetCondition('validation.fraction', validated), 'only without validation.file');
  });
});

describe('the list of settings', () => {
  const ranges = new SettingRanges(vscode.extensions.getExtension('elman-lab.elman-lab')?.packageJSON);

  for (const [name, field] of Object.entries(fields) as [string, SettingField][]) {
    it(`has ${name}, with a description of each of its values`, () => {
      const group = ranges.groups.find(({ names }) => names.includes(name));
      // The title is a text, not a `%key%` without a translation.
      assert.match(group?.title ?? '', /^[A-Z]/);
      assert.match(ranges.describe(name), /^[^%`]+$/);
      const choices = ranges.choices(name);
      if (field.kind === 'choice') {
        assert.deepEqual(choices?.map(({ value }) => value).sort(), [...field.choices].sort());
        for (const { description } of choices ?? []) assert.match(description, /^[^%`]+$/);
      } else {
        assert.equal(choices, undefined);
        assert.equal(ranges.isText(name), field.kind === 'text');
        assert.equal(ranges.problem(name, String(field.default)), undefined);
        if (field.kind !== 'text') assert.equal(ranges.parse(name, String(field.default)), field.default);
      }
    });
  }
});
