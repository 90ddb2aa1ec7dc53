import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { tick } from './support/checkBox';
import { Dashboard } from './support/dashboard';
import { openWorkbench } from './support/openWorkbench';
import { TrainWith } from './support/trainWith';
import { until, untilEqual } from './support/until';
import type { Workbench } from './support/workbench';

const FILE = 'fox.txt';
const settings = {
  'elman.training.maxIterations': 300,
  'elman.model.hidden': 16,
  // The other tests train in processes, which is the default.
  'elman.runs.worker': 'thread',
  // Settings are then an editor among others, not a page over the window.
  'workbench.editor.useModal': 'off',
};

describe('a user who works with many runs', () => {
  let folder: string;
  let workbench: Workbench;
  /** The page in the side bar, and the page in the editor panel. */
  let narrow: Dashboard;
  let wide: Dashboard;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'elman-e2e-'));
    writeFileSync(path.join(folder, FILE), 'the quick brown fox jumps over the lazy dog.\n'.repeat(60));
    workbench = await openWorkbench({ folder, settings });
    narrow = new Dashboard(workbench);
    wide = new Dashboard(workbench, true);
    await train(1);
  });
  after(async () => {
    await workbench?.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Trains on the text, and waits until this number of runs are done. */
  async function train(count: number): Promise<void> {
    await workbench.openFile(FILE);
    await workbench.command('Train Elman on This File');
    await workbench.openContainer('Elman');
    await workbench.runsDone('Runs', count);
  }
  const panel = () => workbench.frame('.in-panel main.dashboard');
  const compared = async () => {
    const rows = (await panel()).locator('.comparison .runs tbody tr');
    return rows.filter({ visible: true }).count();
  };
  const pin = async (isPinned: boolean) => {
    const box = (await panel()).locator('.runs-bar vscode-checkbox', { hasText: 'Pin comparison' });
    await tick(box, isPinned);
  };
  /** Compares the two runs of the tree by the context menu of the second. */
  const compareBoth = async () => {
    const open = () => workbench.contextMenu(workbench.runs('Runs').nth(1), 'Compare with…');
    await workbench.opened(open, workbench.quickRows.first());
    await workbench.check(/./);
    await untilEqual(compared, 2);
  };
  const showPanel = () => workbench.command('Open Dashboard');
  const heldOut = async (dashboard: Dashboard) =>
    (await dashboard.settings()).get('validation.fraction') ?? '0';

  it('is warned that a run has no held-out text, and trains again with some', async () => {
    const frame = await workbench.frame('main.dashboard');
    await frame.locator('.held-out', { hasText: 'this may be memorised' }).waitFor();
    await frame.locator('.held-out button', { hasText: 'Train again with 5% held out' }).click();
    await workbench.runsDone('Runs', 2);
    await untilEqual(() => heldOut(narrow), '0.05');
    await frame.locator('.held-out').waitFor({ state: 'hidden' });
  });

  it('shows a run of the tree in the dashboard', async () => {
    await workbench.contextMenu(workbench.runs('Runs').nth(1), 'Show in Dashboard');
    await untilEqual(() => heldOut(narrow), '0');
  });

  it('opens the settings with the gears of the view, of the dashboard and of its panel', async () => {
    await showPanel();
    await wide.settled();
    const places = [
      workbench.pane('Runs').locator('.pane-header'),
      workbench.pane('Dashboard').locator('.pane-header'),
      workbench.page.locator('.editor-actions'),
    ];
    for (const place of places) {
      // The buttons of a view are visible while the mouse is over its header.
      await place.first().hover();
      await place.locator('.action-label[aria-label^="Open Settings"]').first().click();
      await workbench.page.locator('.settings-editor .setting-item', { hasText: 'Elman' }).first().waitFor();
      await workbench.command('View: Close Editor');
    }
  });

  it('compares a run of the tree with another, and leaves the comparison', async () => {
    await compareBoth();
    await wide.press('Show Only This Run');
    await untilEqual(compared, 0);
  });

  it('lets a new run join a pinned comparison, but not one that is no longer pinned', async () => {
    await compareBoth();
    await pin(true);
    await train(3);
    await showPanel();
    await untilEqual(compared, 3);
    await pin(false);
    await train(4);
    await showPanel();
    await untilEqual(compared, 0);
  });

  it('trains a run with three seeds, and sees the mean and deviation of their losses', async () => {
    await workbench.openContainer('Elman');
    const newest = workbench.runs('Runs').first();
    const setup = new TrainWith(workbench);
    const asked = workbench.page.locator('.quick-input-titlebar', { hasText: 'Train with More Seeds' });
    await workbench.opened(() => workbench.contextMenu(newest, 'Train with More Seeds…'), asked);
    await setup.question(/Train with More Seeds/, '5');
    await workbench.enter('3');
    const mean = (await panel()).locator('.runs tfoot tr').first();
    await mean.locator('th', { hasText: 'Mean of 3 seeds' }).waitFor();
    await mean
      .locator('td', { hasText: /^\d\.\d+ ± 0\.\d+$/ })
      .first()
      .waitFor();
    await wide.press('Show Only This Run');
    await untilEqual(compared, 0);
  });

  it('writes a note on a run', async () => {
    const frame = await panel();
    await frame.locator('[aria-label="Add Note"]').click();
    await frame.locator('textarea.run-note').fill('too small for this text');
    await frame.locator('textarea.run-note').press('Control+Enter');
    await frame.locator('p.run-note', { hasText: 'too small for this text' }).waitFor();
  });

  it('trains a finished run further', async () => {
    await wide.press('Train Further…');
    const setup = new TrainWith(workbench);
    await setup.question(/Train elman tanh 16.* Further/, '300');
    await workbench.quickInput.fill('100');
    await workbench.page.locator('.quick-input-message', { hasText: /run of 400 .* bit for bit/ }).waitFor();
    await workbench.quickInput.press('Enter');
    await until('iteration 400', async () => (await wide.figure('iteration')) === 400);
    await wide.waitForState('done');
  });

  it('sees its note and the opened parts of the page again after a reload', async () => {
    const part = 'details.configuration-fold';
    await (await panel()).locator(`${part} summary`).first().click();
    await (await panel()).locator(`${part}[open]`).waitFor();
    await workbench.stored('editorpart.state', 'elman.dashboardPanel', 'configuration-fold');
    await workbench.reload();
    await (await panel()).locator(`${part}[open]`).waitFor();
    await (await panel()).locator('p.run-note', { hasText: 'too small for this text' }).waitFor();
    await (await panel()).locator(`${part} summary`).first().click();
    await (await panel()).locator(`${part}:not([open])`).waitFor();
  });
});
