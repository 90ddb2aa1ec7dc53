import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { comparedNames } from '../../src/protocol/kindsComparison';
import { checkout } from '../host/lib/paths';
import { storeOf } from './support/engine';
import { openWorkbench } from './support/openWorkbench';
import { titleOf } from './support/titles';
import { HANGS } from './support/until';
import type { Workbench } from './support/workbench';

const LENGTH = 20_000;
const LIMITS = 'tokens=6000,parameters=6000';

describe('a user compares kinds of models on a text', () => {
  let folder: string;
  let userDataDir: string;
  let workbench: Workbench;

  const open = (language?: string) => openWorkbench({ folder, userDataDir, language });
  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'elman-e2e-'));
    userDataDir = mkdtempSync(path.join(tmpdir(), 'elman-data-'));
    for (const name of ['english.txt', 'japanese.txt']) {
      const text = readFileSync(path.join(checkout, 'media/samples', name), 'utf8');
      writeFileSync(path.join(folder, name), text.slice(0, LENGTH));
    }
    workbench = await open();
  });
  after(async () => {
    await workbench?.dispose();
    for (const each of [folder, userDataDir]) rmSync(each, { recursive: true, force: true });
  });

  const page = () => workbench.frame('.kinds');
  const shows = async (selector: string, hasText: string | RegExp) =>
    (await page()).locator(selector, { hasText }).first().waitFor({ timeout: HANGS });

  /** Answers the questions of the command: a small budget, all kinds, one seed. */
  async function compare(language: 'en' | 'ja', other: string): Promise<void> {
    await workbench.ask(titleOf('compareKinds', language), workbench.quickItem(other));
    await workbench.choose(other);
    await workbench.enter(LIMITS);
    await workbench.quickItem('transformer').waitFor();
    await workbench.quickInput.press('Enter');
    await workbench.choose(/^1/);
  }

  it('chooses a budget, and watches the results arrive', async () => {
    await workbench.openFile('english.txt');
    await compare('en', 'Other limits…');
    await shows('[role=status]', `${comparedNames.length} of ${comparedNames.length} kinds`);
    const rows = (await page()).locator('table', { hasText: 'Best at' }).locator('tbody tr');
    assert.equal(await rows.count(), comparedNames.length);
    await shows('h2', 'Perplexity by seconds of training');
    await shows('h2', 'Perplexity by parameters');
    await shows('tbody th', 'First letter of a word');
  });

  it('saves the table', async () => {
    await (await page()).locator('vscode-button', { hasText: 'Save Table…' }).click();
    const file = path.join(folder, 'kinds.csv');
    await workbench.enterPath(file, /-kinds\.csv$/);
    await workbench.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    const lines = readFileSync(file, 'utf8').trim().split('\r\n');
    assert.match(lines[0], /^model,parameters,tokens,seconds,perplexity,low,high,best,worst,wordStart,/);
    assert.equal(lines.length, comparedNames.length + 1);
  });

  it('colours the text by the difference between two models', async () => {
    await (await page()).locator('vscode-button', { hasText: 'Compare in the Text' }).click();
    await workbench.statusBar(/\.(arpa|safetensors)/);
    await workbench.page.locator('.tab.active', { hasText: 'english.txt' }).first().waitFor();
  });

  it('finds the comparison after the window was reloaded', async () => {
    await workbench.stored('editorpart.state', 'elman.kindsPanel', '"state":"{"id":"');
    await workbench.reload();
    await shows('[role=status]', `${comparedNames.length} of ${comparedNames.length} kinds`);
  });

  it('offers to save the only model of a comparison, and continues it', async () => {
    const comparisons = path.join(storeOf(userDataDir), 'comparisons');
    const file = path.join(comparisons, readdirSync(comparisons)[0], 'comparison.json');
    const record = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify({ ...record, results: record.results.slice(0, 1) }));
    await workbench.reload();
    await shows('[role=status]', `1 of ${comparedNames.length} kinds`);
    const button = async (hasText: string) => (await page()).locator('vscode-button', { hasText });
    await (await button('Save Model…')).waitFor();
    await (await button('Compare in the Text')).waitFor({ state: 'hidden' });
    assert.equal(await (await page()).locator('.pair select:visible').count(), 1);
    await (await button('Continue')).click();
    await shows('[role=status]', `${comparedNames.length} of ${comparedNames.length} kinds`);
    await (await button('Compare in the Text')).waitFor();
  });

  it('deletes the comparison, says so, and restores it', async () => {
    const press = async (hasText: string) =>
      (await page()).locator('vscode-button:visible', { hasText }).click();
    await press('Delete');
    await shows('[role=status]', 'This comparison was deleted.');
    await press('Restore');
    await shows('[role=status]', `${comparedNames.length} of ${comparedNames.length} kinds`);
    await workbench.ask(titleOf('openKinds', 'en'), workbench.quickItem('english.txt'));
    await workbench.quickItem('english.txt').hover();
    await workbench.page.locator('.quick-input-list .action-label.codicon-trash').click();
    await shows('[role=status]', 'This comparison was deleted.');
    await workbench.quickInput.waitFor({ state: 'hidden' });
  });

  it('compares on a Japanese text in Japanese', async () => {
    await workbench.dispose();
    workbench = await open('ja');
    await workbench.ask(titleOf('restoreRuns', 'ja'), workbench.quickItem('english.txt'));
    await workbench.check(/english\.txt/);
    await workbench.ask(titleOf('openKinds', 'ja'), workbench.quickItem('english.txt'));
    await workbench.choose('english.txt');
    await shows('h1', 'english.txt でのモデルの種類');
    await workbench.openFile('japanese.txt');
    await compare('ja', 'その他の予算…');
    const frame = await workbench.frame('.kinds h1:text-is("japanese.txt でのモデルの種類")');
    const done = `${comparedNames.length} 種類のうち ${comparedNames.length} 種類`;
    await frame.locator('[role=status]', { hasText: done }).waitFor({ timeout: HANGS });
    await frame.locator('th', { hasText: '単語の 1 文字目' }).first().waitFor();
  });
});
