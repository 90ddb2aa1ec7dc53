import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { checkout } from '../host/lib/paths';
import { openWorkbench } from './support/openWorkbench';
import { titleOf } from './support/titles';
import { HANGS, until } from './support/until';
import type { Workbench } from './support/workbench';

/** The beginning of an experiment's file. The rest is written in the editor. */
const BEGINNING = `{
  "version": 1,
  "name": "learning rates",
  "text": "english.txt",
  "settings": { "model.hidden": 20, "training.maxIterations": 60000, "validation.fraction": 0.1 },
  "vary": { "training.learningRate": [0.1, 0.01] },
  "seeds": 2
}
`;
const FILE = 'rates.elman.json';

describe('a user writes and runs an experiment', () => {
  let folder: string;
  let userDataDir: string;
  let workbench: Workbench;

  const open = (language?: string) => openWorkbench({ folder, userDataDir, language, lean: false });
  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'elman-e2e-'));
    userDataDir = mkdtempSync(path.join(tmpdir(), 'elman-data-'));
    copyFileSync(path.join(checkout, 'media/samples/english.txt'), path.join(folder, 'english.txt'));
    writeFileSync(path.join(folder, FILE), BEGINNING);
    workbench = await open();
  });
  after(async () => {
    await workbench?.dispose();
    for (const each of [folder, userDataDir]) rmSync(each, { recursive: true, force: true });
  });

  const lens = (text: string) => workbench.page.locator('.codelens-decoration a', { hasText: text });
  const results = () => workbench.frame('.experiment');
  const status = async (text: string | RegExp) =>
    (await results()).locator('[role=status]', { hasText: text }).waitFor({ timeout: HANGS });
  const press = async (name: string) => (await results()).locator('vscode-button', { hasText: name }).click();

  it('writes the file with completion', async () => {
    const { page, editor } = workbench;
    await workbench.openFile(FILE);
    await editor.select('"seeds": 2');
    await page.keyboard.press('End');
    const parallel = page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'parallel' });
    await page.keyboard.type(',\n"');
    await until('the completion of "parallel"', async () => {
      await page.keyboard.press('Control+Space');
      return parallel.waitFor({ timeout: 5_000 }).then(
        () => true,
        () => false,
      );
    });
    assert.match((await page.locator('.suggest-widget.visible').textContent()) ?? '', /design.*measure/s);
    await parallel.click();
    await until('the key', async () => (await editor.text()).includes('"parallel":'));
    await page.keyboard.type('1');
    await page.keyboard.press('Control+S');
    await lens('Dry Run (4 runs)').waitFor();
  });

  it('runs it, watches its progress and stops it', async () => {
    await lens('Run Experiment').click();
    await status(/^0 of 4 runs done · 1 training/);
    // Clicks before all other checks, so that the runs have not ended before, also on a busy machine.
    await lens('Stop').click();
    await lens('Run Experiment').waitFor();
    await status(/^\d of 4 runs done$/);
  });

  it('reloads the window, resumes the runs and reads the verdict', async () => {
    // The state of the page, without which VS Code closes the page, is stored later than its tab.
    await workbench.stored('editorpart.state', 'elman.experimentPanel', '"state":"{"file":"');
    await workbench.reload();
    await status(/^\d of 4 runs done$/);
    await press('Run Experiment');
    await workbench.statusBar(/\d of 4/);
    await (await results()).locator('.legend li', { hasText: 'learningRate' }).first().waitFor();
    await status('4 of 4 runs done');
    const verdict = /is lower than learningRate 0\.\d+ in 2 of 2 seeds, by 0\.\d+ nats per token/;
    await (await results()).locator('.verdict li', { hasText: verdict }).waitFor();
    assert.equal(await (await results()).locator('.results tbody tr').count(), 2);
  });

  it('mixes the best runs into one model', async () => {
    await workbench.opened(() => press('Mix the Best'), workbench.quickItem(/learningRate/));
    await workbench.quickInput.press('Enter');
    await workbench.choose('Equal weights');
    await workbench.toast(/learningRate .* \+ 3 more/);
  });

  it('opens an experiment with the mean settings of both conditions, and runs it', async () => {
    await workbench.opened(() => press('Train the Mean of These'), workbench.quickItem('learningRate 0.1'));
    await workbench.quickInput.press('Enter');
    await workbench.page.locator('.tab.active', { hasText: 'rates-mean.elman.json' }).first().waitFor();
    await (await results()).locator('.verdict').waitFor(); // the new file does not cover the results
    await workbench.page.locator('.view-line', { hasText: '"training.learningRate": 0.03162' }).waitFor();
    await lens('Dry Run (2 runs)').waitFor();
    await lens('Run Experiment').click();
    const mean = await workbench.frame('h1:text-is("mean of learning rates")');
    await mean.locator('[role=status]', { hasText: '2 of 2 runs done' }).waitFor({ timeout: HANGS });
  });

  it('reads the verdict in Japanese', async () => {
    await workbench.dispose();
    workbench = await open('ja');
    await workbench.openFile(FILE);
    await workbench.command(titleOf('experimentResults', 'ja'));
    const frame = await workbench.frame('.experiment .verdict');
    await frame.locator('h2', { hasText: '判定' }).waitFor();
    await frame.locator('.verdict li', { hasText: /2 個中 2 個のシード/ }).waitFor();
    assert.equal(await frame.locator('.results tbody tr').count(), 2);
  });
});
