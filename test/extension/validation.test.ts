import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { describeSelection } from '../../src/extension/reading/hover/selectionMarkdown';
import { nameOf } from '../../src/extension/reading/scoreFigures';
import { itemOf } from '../../src/extension/runs/tree/runItem';
import { UserError } from '../../src/protocol/userError';
import { record } from '../webview/preview/run';
import { configure, inState, openText, text, writeFile } from './support/services';
import { shownText } from './support/shownText';
import { useExtension } from './support/useExtension';

describe('a validation text', () => {
  const services = useExtension({
    settings: { 'training.maxIterations': 300, 'model.hidden': 20, 'validation.interval': 100 },
  });

  it('shows in the tooltip of its run how many of its tokens are unknown', () => {
    const { text } = record();
    const validationText = { ...text, tokens: 180_000, unknown: 12_500, leftOut: 12_500 };
    const { tooltip } = itemOf(record({ validationText }), { active: undefined, live: false });
    assert.ok(tooltip instanceof vscode.MarkdownString);
    assert.match(
      shownText(tooltip.value),
      /\nvalidation text: unknown and left out: 12,500 of 192,500 tokens \\\(6\.5%\\\)\n/,
    );
  });

  it('is read from the workspace folder, and the run shows its loss', async () => {
    const held = 'the lazy dog jumps over the quick brown fox.\n'.repeat(20);
    await writeFile('held.txt', held);
    await configure({ 'validation.file': 'held.txt' });
    const { document } = await openText(text);
    const done = await inState(services, (await services.train(document.uri)).id, 'done');
    assert.equal(done.validationText?.name, 'held.txt');
    assert.equal(done.validationText?.tokens, held.length);
    assert.equal(done.validation?.last.iteration, 300);
    assert.ok((done.validation?.best.loss ?? 99) < Math.log(28));
    const { metrics } = await services.runManager.history(done.id);
    assert.ok(metrics.columns.includes('validationLoss'));
  });

  it('is named in the hover and in reports that use the weights with the lowest loss on it', async () => {
    await writeFile('held.txt', text);
    await configure({ 'validation.file': 'held.txt' });
    const { document } = await openText(text);
    await inState(services, (await services.train(document.uri)).id, 'done');
    const score = (await services.reader.score(document, new vscode.Range(0, 0, 1, 0))) ?? assert.fail();
    assert.match(nameOf(score.model), /, iteration 300, best on held-out text$/);
    const hover = shownText(describeSelection(score, document).value);
    assert.match(hover, /\*\* · iteration 300, best on held-out text$/m);
    assert.match(nameOf({ ...score.model, isBest: false }), /, iteration 300$/);
  });

  async function refuses(message: RegExp, setting?: string): Promise<void> {
    const { document } = await openText(text);
    await assert.rejects(services.train(document.uri), error => {
      assert.ok(error instanceof Error);
      assert.equal(error.name, UserError.name);
      assert.match(error.message, message);
      if (setting) assert.equal((error as UserError).setting, setting);
      return true;
    });
    await services.runManager.reload();
    assert.deepEqual(services.runManager.runs, []);
  }

  it('is named with its path if it is missing, and no run starts', async () => {
    await configure({ 'validation.file': 'gone.txt' });
    await refuses(/workspace.gone\.txt could not be read \(FileNotFound\)/, 'validation.file');
  });

  it('is named if it is empty or not a text, and no run starts', async () => {
    await writeFile(
      'held.bin',
      Uint8Array.from({ length: 4096 }, (_, i) => (i * 37) % 256),
    );
    await configure({ 'validation.file': 'held.bin' });
    await refuses(/"held\.bin" is not a text/);
    await writeFile('empty.txt', new Uint8Array());
    await configure({ 'validation.file': 'empty.txt' });
    await refuses(/"empty\.txt"/);
  });
});
