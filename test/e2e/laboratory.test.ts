import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { readCsv } from '../export/support/readCsv';
import { Dashboard } from './support/dashboard';
import { openWorkbench } from './support/openWorkbench';
import { TrainWith } from './support/trainWith';
import { until, untilEqual } from './support/until';
import type { Workbench } from './support/workbench';

describe('a person who is new to the laboratory', () => {
  let folder: string;
  let workbench: Workbench;
  let dashboard: Dashboard;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'elman-e2e-'));
    workbench = await openWorkbench({ folder });
    dashboard = new Dashboard(workbench);
  });
  after(async () => {
    await workbench?.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  const names = () => workbench.runs('Runs').locator('.label-name').allTextContents();

  it('opens a text by the button of the walkthrough, which ticks that off', async () => {
    await workbench.command('Get Started');
    const step = workbench.page.locator('.getting-started-step.expanded', { hasText: 'Open a text' });
    await step.locator('.monaco-button').click({ force: true }); // VS Code calls the open step disabled
    await workbench.page.locator('.tab', { hasText: 'english.txt' }).waitFor();
    const ticked = workbench.page.locator('.getting-started-step', { hasText: 'Open a text' });
    await ticked.locator('.codicon.complete').waitFor({ state: 'attached' });
  });

  it("follows the walkthrough's commands to a comparison of logistic with tanh", async () => {
    await workbench.command('Train on the Sample Text with logistic');
    await dashboard.waitForState('done');
    await workbench.command('Read a Sentence of the Sample Text');
    const hover = workbench.page.locator('.monaco-hover:not(.hidden), .monaco-resizable-hover');
    await hover
      .filter({ hasText: /perplexity/i })
      .first()
      .waitFor();
    await workbench.command('Train on the Sample Text with tanh');
    await workbench.runsDone('Runs', 2);
    await workbench.command('Compare the Last Two Runs');
    const frame = await workbench.frame('.in-panel .runs tbody tr');
    await until('both runs', async () => (await frame.locator('.runs tbody tr').count()) === 2);
    assert.match((await frame.locator('.runs thead').textContent()) ?? '', /model\.activation/);
  });

  it('exports the metrics of the shown runs', async () => {
    await workbench.command('Export Metrics as CSV…');
    const picked = workbench.page.locator('.quick-input-list .monaco-list-row[aria-checked="true"]');
    await untilEqual(() => picked.count(), 2); // both are picked already
    await workbench.page.keyboard.press('Enter');
    const file = path.join(folder, 'Comparison of runs.csv');
    await workbench.enterPath(file, /Comparison of runs\.csv$/);
    await workbench.toast('Saved Comparison of runs.csv');
    const [, ...rows] = readCsv(readFileSync(file, 'utf8'));
    assert.deepEqual([...new Set(rows.map(([name]) => name))].sort(), [
      'english.txt · logistic',
      'english.txt · tanh',
    ]);
    assert.equal(rows.length, 2 * 2000);
  });

  it('duplicates a run with a change', async () => {
    const setup = new TrainWith(workbench);
    await workbench.command('Duplicate Run with Changes…');
    await workbench.choose('english.txt · tanh');
    await setup.question(/Duplicate english\.txt · tanh · Hidden units.*1\/5/, '100');
    await workbench.enter('16');
    await setup.question(/Learning rate.*2\/5/, '0.1');
    await workbench.page.keyboard.press('Enter');
    await setup.question(/Sequence length/, '25');
    await workbench.page.keyboard.press('Enter');
    await setup.question(/Iterations.*4\/5/, '20000');
    await workbench.enter('50');
    await setup.row('16 ● was 100').waitFor();
    await setup.focused('Train now').waitFor();
    await workbench.page.keyboard.press('Enter');
    await workbench.runsDone('Runs', 3);
    assert.equal((await names())[0], 'english.txt · tanh 2');
  });

  it('deletes selected runs by a key, and undoes that by another', async () => {
    const runs = workbench.runs('Runs');
    const before = await names();
    await runs.nth(0).click();
    await runs.nth(1).click({ modifiers: ['Control'] });
    await workbench.page.keyboard.press('Delete');
    await untilEqual(names, before.slice(2));
    await workbench.page.keyboard.press('Control+z');
    await untilEqual(names, before);
  });

  it('compares the runs that are selected in the tree', async () => {
    const runs = workbench.runs('Runs');
    await runs.nth(0).click();
    for (const n of [1, 2]) await runs.nth(n).click({ modifiers: ['Control'] });
    await workbench.contextMenu(runs.nth(2), 'Compare Runs');
    const frame = await workbench.frame('.in-panel .runs tbody tr');
    await until('three runs', async () => (await frame.locator('.runs tbody tr').count()) === 3);
  });
});
