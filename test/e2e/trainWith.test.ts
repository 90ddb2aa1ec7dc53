import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { checkout } from '../host/lib/paths';
import { Dashboard } from './support/dashboard';
import { openWorkbench } from './support/openWorkbench';
import { until } from './support/until';
import type { Workbench } from './support/workbench';

const command = 'Train on This File with…';

describe('a person chooses with what to train', () => {
  let folder: string;
  let workbench: Workbench;
  let dashboard: Dashboard;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'elman-e2e-'));
    writeFileSync(path.join(folder, 'fox.txt'), 'the quick brown fox jumps over the lazy dog .\n'.repeat(60));
    copyFileSync(path.join(checkout, 'media/samples/english.txt'), path.join(folder, 'english.txt'));
    workbench = await openWorkbench({ folder });
    dashboard = new Dashboard(workbench);
    await workbench.openFile('fox.txt');
  });
  after(async () => {
    await workbench?.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The words above and below the box, once its value is there. */
  async function question(title: RegExp, value: string): Promise<void> {
    const { page } = workbench;
    await page.locator('.quick-input-titlebar', { hasText: title }).waitFor();
    await page.waitForFunction(
      expected => document.querySelector<HTMLInputElement>('.quick-input-box input')?.value === expected,
      value,
    );
  }

  it('is asked for a preset and four numbers, and Escape leaves nothing started', async () => {
    await workbench.command(command);
    await workbench.choose('elman.py');
    await question(/fox\.txt: elman\.py · Hidden units.*2\/5/, '100');
    await workbench.page.keyboard.press('Escape');
    await workbench.quickInput.waitFor({ state: 'hidden' });
    await workbench.openContainer('Elman');
    assert.equal(await workbench.rows('Runs').count(), 0);
  });

  it('is told of a number out of range as it is typed, can go back, and trains with what was chosen', async () => {
    await workbench.command(command);
    await workbench.choose('min-char-rnn');
    await question(/min-char-rnn · Hidden units/, '100');
    await workbench.enter('0');
    await workbench.page.locator('.quick-input-message', { hasText: 'from 1 to 4,096' }).waitFor();
    await workbench.enter('24');
    await question(/Learning rate.*3\/5/, '0.1');
    await workbench.enter('0.05');
    await question(/Sequence length.*4\/5/, '25');
    await workbench.page.locator('.quick-input-titlebar .codicon-quick-input-back').click();
    await question(/Learning rate/, '0.05');
    await workbench.page.locator('.quick-input-titlebar .codicon-quick-input-back').click();
    await question(/Hidden units/, '24');
    await workbench.page.locator('.quick-input-titlebar .codicon-quick-input-back').click();
    await workbench.choose('elman.py');
    await question(/elman\.py · Hidden units/, '100');
    await workbench.enter('20');
    await question(/Learning rate/, '0.01');
    await workbench.enter('0,02');
    await question(/Sequence length/, '25');
    await workbench.enter('10');
    await question(/Iterations.*5\/5/, '10000');
    await workbench.enter('50');
    await dashboard.waitForState('done');
    assert.equal(await dashboard.figure('iteration'), 50);
    const settings = await dashboard.settings();
    assert.equal(settings.get('model.hidden'), '20');
    assert.equal(settings.get('training.learningRate'), '0.02');
    assert.equal(settings.get('training.sequenceLength'), '10');
    assert.equal(settings.get('text.unit'), 'word');
    assert.equal(settings.get('training.gradientClip'), '1');
    assert.match((await workbench.rows('Runs').first().textContent()) ?? '', /fox\.txt · elman\.py/);
  });

  for (const [name, cell] of [
    ['LSTM', 'lstm'],
    ['GRU', 'gru'],
    ['Jordan network', 'jordan'],
  ] as const) {
    it(`trains a network of kind ${name} on a sample text`, async () => {
      await workbench.openFile('english.txt');
      await workbench.command(command);
      await workbench.choose(name);
      for (const label of [/Hidden units/, /Learning rate/, /Sequence length/]) {
        await workbench.page.locator('.quick-input-titlebar', { hasText: label }).waitFor();
        await workbench.page.keyboard.press('Enter');
      }
      await question(/Iterations/, '100000');
      await workbench.enter('600');
      await until(`the run of ${name}`, async () => (await dashboard.settings()).get('model.cell') === cell);
      await dashboard.waitForState('done');
      assert.equal(await dashboard.figure('iteration'), 600);
      const perplexity = await dashboard.figure('perplexity');
      assert.ok(perplexity < 50, `${perplexity}`); // 61 symbols
      assert.deepEqual(await dashboard.misplaced(), []);
    });
  }
});
