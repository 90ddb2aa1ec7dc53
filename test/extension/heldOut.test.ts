import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Internals } from '../../src/extension/extension';
import { heldOutSettings } from '../../src/extension/training/heldOut';
import { presetItems } from '../../src/extension/training/presetQuestion';
import { initialSettings } from '../../src/extension/training/runSetup';
import { defaults } from '../webview/preview/run';
import { answer } from './support/quickInput';
import { configure, inState, openText, text } from './support/services';
import { useExtension } from './support/useExtension';

const source = (words: string) => ({ name: 'a', uri: 'file:///a', bytes: new TextEncoder().encode(words) });
const fractionOf = (words: string, settings = defaults) =>
  heldOutSettings(source(words), settings)['validation.fraction'];

describe('the held-out part of a text', () => {
  it('is 5% of texts of 40,000 characters and more, in any script', () => {
    assert.equal(fractionOf('a'.repeat(39_999)), undefined);
    assert.equal(fractionOf('a'.repeat(40_000)), 0.05);
    assert.equal(fractionOf('あ'.repeat(39_999)), undefined);
    assert.equal(fractionOf('あ'.repeat(40_000)), 0.05);
  });

  it('is at most about 100,000 characters, validated less often the longer it is', () => {
    assert.equal(fractionOf('a'.repeat(4_000_000)), 0.025);
    const interval = (length: number, settings = defaults) =>
      heldOutSettings(source('a'.repeat(length)), settings)['validation.interval'];
    assert.equal(interval(40_000), 1000);
    // 50,000 tokens are held out, and each iteration trains on 25 tokens.
    assert.equal(interval(1_000_000), 8000);
    assert.equal(interval(1_000_000, { ...defaults, 'text.unit': 'word' }), 2000);
    const large = { name: 'a', uri: 'file:///a', path: '/a', size: 4e9 };
    assert.equal(heldOutSettings(large, defaults)['validation.fraction'], 0.0001);
  });

  it('is not taken from a text that is short for the batch size', () => {
    const wide = { ...defaults, 'training.batch': 64, 'training.sequenceLength': 50 };
    assert.equal(fractionOf('a'.repeat(300_000), wide), undefined);
    assert.equal(fractionOf('a'.repeat(320_000), wide), 0.05);
  });
});

describe('training on a file', () => {
  const long = text.repeat(20);
  const services = useExtension({ settings: { 'training.maxIterations': 200, 'model.hidden': 8 } });

  const trained = async (
    ...rest: Parameters<Internals['train']> extends [unknown, ...infer R] ? R : never
  ) => {
    const { document } = await openText(long);
    return inState(services, (await services.train(document.uri, ...rest)).id, 'done');
  };

  it('holds out the end of a long text, and validates at the end', async () => {
    const run = await trained();
    assert.equal(run.settings['validation.fraction'], 0.05);
    assert.equal(run.validation?.last.iteration, 200);
  });

  /** Trains with "Train on This File with…", with the first preset and without changing its settings. */
  const trainedWithPreset = async () => {
    const { document } = await openText(long);
    await answer(vscode.commands.executeCommand('elman.trainWith', document.uri), 'accept');
    return inState(services, services.runManager.runs[0].id, 'done');
  };

  it('holds out the same part with presets, except those of programs that hold out another part or none', () => {
    const held = { 'validation.fraction': 0.05, 'validation.interval': 2000 };
    const fractions = presetItems(defaults).map(({ label, choice }) => {
      const settings = initialSettings(defaults, choice, () => held);
      return [label, settings['validation.fraction']] as const;
    });
    assert.deepEqual(
      fractions.filter(([, fraction]) => fraction === 0).map(([label]) => label),
      ['min-char-rnn', 'elman.py'],
    );
    for (const label of ['char-rnn', 'LSTM', 'Jordan network', 'Current settings'])
      assert.equal(new Map(fractions).get(label), 0.05, label);
    assert.equal(new Map(fractions).get('torch-rnn'), 0.1);
  });

  it('uses the whole text with the preset of min-char-rnn, unless the user sets a fraction', async () => {
    const preset = await trainedWithPreset();
    assert.equal(preset.settings['validation.fraction'], 0);
    const { tooltip } = await services.tree.getTreeItem(preset.id);
    assert.ok(tooltip instanceof vscode.MarkdownString);
    assert.match(tooltip.value.replaceAll('&nbsp;', ' '), /No held-out text: this may be memorised/);
    await configure({ 'validation.fraction': 0.1 });
    assert.equal((await trainedWithPreset()).settings['validation.fraction'], 0.1);
  });

  it('uses the whole text if a preset or the user says so', async () => {
    assert.equal((await trained({ settings: {} })).settings['validation.fraction'], 0);
    await configure({ 'validation.fraction': 0 });
    assert.equal((await trained()).settings['validation.fraction'], 0);
  });

  it('says that a run without held-out text may have memorised it, and trains again with held-out text', async () => {
    const run = await trained({ settings: {} });
    const { tooltip } = await services.tree.getTreeItem(run.id);
    assert.ok(tooltip instanceof vscode.MarkdownString);
    assert.match(tooltip.value.replaceAll('&nbsp;', ' '), /No held-out text: this may be memorised/);
    const again = await services.trainHeldOut(run);
    assert.equal(again.settings['validation.fraction'], 0.05);
    assert.equal(again.text.fingerprint, run.text.fingerprint);
    assert.deepEqual((await inState(services, again.id, 'done')).validation?.last.iteration, 200);
  });
});
