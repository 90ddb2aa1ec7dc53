import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { readCsv } from '../export/support/readCsv';
import { readEvents } from '../export/support/readEvents';
import { Dashboard } from './support/dashboard';
import { Exports } from './support/exports';
import { isInWindow } from './support/inspect';
import { openWorkbench } from './support/openWorkbench';
import { TrainWith } from './support/trainWith';
import { until, untilEqual } from './support/until';
import { untilWritten } from './support/untilWritten';
import { Walkthrough } from './support/walkthrough';
import type { Workbench } from './support/workbench';

describe('a new user', () => {
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

  it('goes through the walkthrough by its buttons, to a comparison of logistic with tanh', async () => {
    const walkthrough = new Walkthrough(workbench);
    const { page } = workbench;
    await workbench.command('Get Started');
    await walkthrough.press('Open a text', 'Open the Sample Text');
    await page.locator('.tab', { hasText: 'english.txt' }).waitFor();
    await walkthrough.ticked('Open a text');
    await walkthrough.press('Train a network on it', 'Train with logistic');
    await dashboard.waitForState('done');
    // Hides the dashboard.
    await workbench.openContainer('Explorer');
    await walkthrough.press('Watch it learn', 'Show the Dashboard');
    await dashboard.settled();
    await walkthrough.press('Score any text with it', 'Read a Sentence');
    const hover = page.locator('.monaco-hover:not(.hidden), .monaco-resizable-hover');
    await hover
      .filter({ hasText: /perplexity/i })
      .first()
      .waitFor();
    await walkthrough.press('Change one thing', 'Train with tanh');
    // The hover would cover the dashboard, which the next steps open beside the text.
    await untilEqual(() => hover.filter({ visible: true }).count(), 0);
    await workbench.runsDone('Runs', 2);
    await walkthrough.press('Compare the two', 'Compare the Two Runs');
    const frame = await workbench.frame('.in-panel .runs tbody tr');
    await untilEqual(() => frame.locator('.runs tbody tr').count(), 2);
    await frame.locator('.runs thead', { hasText: 'model.activation' }).waitFor();
    const verdict = /^logistic is lower than tanh by 0\.\d+ nats .* held-out .* no evidence/;
    await frame.locator('.verdict', { hasText: verdict }).waitFor();
  });

  it('exports the shown runs as a table, for TensorBoard, as a report and as command lines', async () => {
    const exports = new Exports(workbench);
    const both = ['logistic · english.txt', 'tanh · english.txt'];
    await exports.csv(path.join(folder, 'both.csv'));
    await workbench.toast('Saved both.csv');
    const [, ...rows] = readCsv(readFileSync(path.join(folder, 'both.csv'), 'utf8'));
    assert.deepEqual([...new Set(rows.map(([name]) => name))].sort(), both);
    // Each run has a row for every tenth update, and one for the validation at the end.
    assert.equal(rows.length, 2 * 2001);

    await exports.report(path.join(folder, 'both.md'));
    const report = () => readFileSync(path.join(folder, 'both.md'), 'utf8');
    const plots = () =>
      [...report().matchAll(/!\[.*\]\((.*)\)/g)].map(([, plot]) => path.join(folder, decodeURI(plot)));
    const areWhole = () =>
      plots().every(plot => />tanh[^<]*<\/text>[\s\S]*<\/svg>\n$/.test(readFileSync(plot, 'utf8')));
    await untilWritten('the report and its plots', () => plots().length >= 3 && areWhole());
    assert.match(report(), /^\| Run \| model\.activation \|$/m);

    await exports.tensorBoard();
    const losses = (name: string) => {
      const [file] = readdirSync(path.join(folder, 'runs', name));
      const events = readEvents(readFileSync(path.join(folder, 'runs', name, file)));
      return events.flatMap(({ scalars }) => scalars.loss ?? []).length;
    };
    await untilWritten('event files', () => both.every(name => losses(name) === 2000));

    const lines = (await exports.commandLine()).split('\n');
    assert.deepEqual(lines.map(line => /--activation (\w+)/.exec(line)?.[1]).sort(), ['logistic', 'tanh']);
  });

  it('duplicates a run with a change', async () => {
    const setup = new TrainWith(workbench);
    const run = 'tanh · english.txt';
    await workbench.ask('Duplicate Run with Changes…', workbench.quickItem(run));
    await workbench.choose(run);
    await setup.question(/Duplicate tanh · english\.txt · Hidden units.*1\/5/, '100');
    await workbench.enter('16');
    await setup.question(/Learning rate.*2\/5/, '0.1');
    await workbench.quickInput.press('Enter');
    await setup.question(/Sequence length/, '25');
    await workbench.quickInput.press('Enter');
    await setup.question(/Iterations.*4\/5/, '20000');
    await workbench.enter('50');
    await setup.row('16 ● was 100').waitFor();
    await setup.focused('Train now').waitFor();
    await workbench.quickInput.press('Enter');
    await workbench.runsDone('Runs', 3);
    await untilEqual(async () => (await names())[0], 'tanh · hidden 16 · maxIterations 50');
  });

  it('deletes selected runs with a key, and restores them with another', async () => {
    const runs = workbench.runs('Runs');
    const before = await names();
    await workbench.selectRows(runs.nth(0), runs.nth(1));
    await workbench.page.keyboard.press('Delete');
    await untilEqual(names, before.slice(2));
    await workbench.page.keyboard.press('Control+z');
    await untilEqual(names, before);
    await workbench.selectAllRows(runs);
    await workbench.page.keyboard.press('Delete');
    await untilEqual(names, []);
    // The key must work although the tree is empty, so that no list has the focus.
    await workbench.page.keyboard.press('Control+z');
    await untilEqual(names, before);
  });

  it('compares the runs that are selected in the tree', async () => {
    const runs = workbench.runs('Runs');
    const frame = await workbench.frame('.in-panel .runs tbody tr');
    // Selects again until all three are selected: while VS Code updates the rows, a selection can lose rows.
    await until('three runs', async () => {
      await workbench.selectRows(runs.nth(0), runs.nth(1), runs.nth(2));
      await workbench.contextMenu(runs.nth(2), 'Compare Runs');
      const third = frame.locator('.runs tbody tr').nth(2);
      return third.waitFor({ timeout: 20_000 }).then(
        () => true,
        () => false,
      );
    });
  });

  it('scrolls to the hidden activations by the button of the step that explains them, and sees tanh win', async () => {
    const compared = await workbench.frame('.in-panel .runs tbody tr');
    assert.equal(await compared.locator('details.fold.units[open]').count(), 0);
    await workbench.command('Get Started');
    await new Walkthrough(workbench).press('See why', 'Train Both at 0.03');
    const frame = await workbench.frame('.in-panel details.fold.units[open]');
    const verdict =
      /^tanh 0\.03 is lower than logistic 0\.03 by 0\.\d+ nats .* held-out .* no evidence[^.]*\.$/;
    await frame.locator('.verdict', { hasText: verdict }).waitFor();
    await untilEqual(() => frame.locator('details.fold.units').evaluate(isInWindow), true);
  });
});
