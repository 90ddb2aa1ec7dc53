import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { SettingRanges } from '../../src/extension/training/settingRanges';
import { presets } from '../../src/settings/presets';
import { extension, inState, openText, text } from './support/services';
import { useExtension } from './support/useExtension';

describe('presets', () => {
  const services = useExtension();

  for (const { name, settings } of presets) {
    // Makes networks and batches of other programs small: they fit the short text and take a fraction of the time.
    const isLarge = Number(settings['training.batch']) > 1;
    const small = {
      'training.batch': 2,
      'training.sequenceLength': 10,
      'validation.interval': 500,
      'model.hidden': 64,
      ...(settings['model.positions'] !== undefined && { 'model.positions': 10 }),
      ...(settings['model.embedding'] !== undefined && { 'model.embedding': 64 }),
    };

    it(`${name}: a run with it trains, and the loss falls`, async () => {
      const { document } = await openText(text);
      const iterations = { 'training.maxIterations': isLarge ? 100 : 800 };
      const quick = { ...settings, ...(isLarge && small), ...iterations };
      const choice = { name, settings: quick };
      const started = await services.train(document.uri, choice);
      const done = await inState(services, started.id, 'done');
      assert.ok(done.name.endsWith(name));
      assert.ok(done.smoothLoss < 0.9 * started.smoothLoss, `${started.smoothLoss} to ${done.smoothLoss}`);
    });
  }
});

describe('the description of a preset', () => {
  const file = vscode.Uri.joinPath(extension().extensionUri, 'l10n', 'bundle.l10n.ja.json').fsPath;
  for (const { name, description, details } of presets) {
    it(`is translated: ${name}`, () => {
      const translations = JSON.parse(readFileSync(file, 'utf8'));
      for (const each of [description, details]) assert.ok(!each || translations[each], each);
    });
    it(`fits into its line of the list: ${name}`, () => assert.ok(description.length <= 70));
  }
});

describe('the ranges of the settings', () => {
  const ranges = new SettingRanges(extension().packageJSON);

  it('are those of package.json: bounds are accepted, values beyond are not', () => {
    for (const [name, typed, value] of [
      ['model.hidden', '1', 1],
      ['model.hidden', ' 4096 ', 4096],
      ['model.hidden', '0', undefined],
      ['model.hidden', '4097', undefined],
      ['model.hidden', '2.5', undefined],
      ['training.maxIterations', '0', 0],
      ['training.maxIterations', '1e5', 100_000],
      ['training.maxIterations', '10,000', undefined],
      ['training.maxIterations', '10.000', undefined],
      ['training.learningRate', '0.05', 0.05],
      ['training.learningRate', '0,05', 0.05],
      ['training.learningRate', '10', 10],
      ['training.learningRate', '0', undefined],
      ['training.learningRate', '-1', undefined],
      ['training.learningRate', '', undefined],
      ['training.learningRate', 'fast', undefined],
      ['training.gradientClip', '0', 0],
    ] as const) {
      assert.equal(ranges.parse(name, typed), value, `${name} ${typed}`);
      assert.equal(ranges.problem(name, typed) === undefined, value !== undefined);
    }
  });

  it('are described to the user', () => {
    assert.equal(ranges.problem('model.hidden', ''), 'Enter a whole number from 1 to 4,096.');
    assert.equal(ranges.problem('training.learningRate', ''), 'Enter a number above 0 and up to 10.');
    assert.equal(ranges.problem('training.gradientClip', ''), 'Enter a number from 0 to 1,000,000.');
    assert.match(ranges.describe('model.hidden'), /^Number of units.*--hidden;/);
  });
});
