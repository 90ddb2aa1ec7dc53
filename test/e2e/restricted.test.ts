import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { checkout } from '../host/lib/paths';
import { Dashboard } from './support/dashboard';
import { storeOf } from './support/engine';
import { openWorkbench } from './support/openWorkbench';
import { titleOf } from './support/titles';
import { until } from './support/until';
import type { Workbench } from './support/workbench';

const EXPERIMENT = {
  version: 1,
  name: 'sizes',
  text: 'english.txt',
  settings: { 'training.maxIterations': 20 },
  vary: { 'model.hidden': [4, 8] },
  seeds: 1,
};
const REFUSAL =
  'In Restricted Mode, you cannot run experiments, train hidden Markov models, linear dynamical systems, classifiers or taggers, or compare kinds of models. Trust the workspace first.';

describe('a user opens a folder that is not trusted', () => {
  let folder: string;
  let workbench: Workbench;
  let dashboard: Dashboard;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'elman-e2e-'));
    copyFileSync(path.join(checkout, 'media/samples/english.txt'), path.join(folder, 'english.txt'));
    writeFileSync(path.join(folder, 'sizes.elman.json'), JSON.stringify(EXPERIMENT));
    mkdirSync(path.join(folder, '.vscode'));
    // Without trust, the extension must not write to a folder that the workspace names.
    const settings = { 'elman.runs.folder': path.join(folder, 'runs') };
    writeFileSync(path.join(folder, '.vscode/settings.json'), JSON.stringify(settings));
    const own = { 'elman.training.maxIterations': 2000 };
    workbench = await openWorkbench({ folder, askTrust: true, settings: own });
    dashboard = new Dashboard(workbench);
  });
  after(async () => {
    await workbench?.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Presses one of the commands above the first line of the experiment's file. */
  const pressLens = (title: RegExp) =>
    workbench.page.locator('.codelens-decoration a', { hasText: title }).first().click();

  it('is in Restricted Mode', async () => {
    await workbench.statusBar('Restricted Mode');
  });

  it('is not offered a comparison of kinds of models', async () => {
    assert.equal(await workbench.offers(titleOf('compareKinds', 'en')), false);
    assert.equal(await workbench.offers(titleOf('openKinds', 'en')), true);
  });

  it('trains with one command, and sees the first loss and a sampled text', async () => {
    await workbench.openFile('english.txt');
    await workbench.command('Train Elman on This File');
    await until('the loss', async () => /Loss.*\d/.test(await dashboard.chart()));
    await dashboard.waitForState('done');
    assert.equal([...(await dashboard.sample())].length, 200);
    assert.ok(existsSync(storeOf(workbench.userDataDir)));
    assert.ok(!existsSync(path.join(folder, 'runs')));
  });

  it('is not offered to train hidden Markov models', async () => {
    for (const title of [
      'Train Hidden Markov Model on This Text…',
      'Find Vowels and Consonants in This Text',
    ])
      assert.equal(await workbench.offers(title), false, title);
    assert.equal(await workbench.offers('Train N-gram on This File'), true);
  });

  it('reads that experiments need trust, and none of their runs starts', async () => {
    await workbench.openFile('sizes.elman.json');
    for (const title of [/Run Experiment/, /Dry Run/]) {
      await pressLens(title);
      const toast = await workbench.toast(REFUSAL);
      await toast.hover();
      await toast.locator('.codicon-notifications-clear').click();
      await toast.waitFor({ state: 'hidden' });
    }
    assert.equal(await workbench.runs('Runs').count(), 1);
  });

  it('runs the experiment after trusting the folder, with the settings of the folder', async () => {
    await (await workbench.statusBar('Restricted Mode')).click();
    await workbench.page.locator('.workspace-trust-editor .monaco-button', { hasText: /^Trust$/ }).click();
    await workbench.openFile('sizes.elman.json');
    await pressLens(/Run Experiment/);
    await workbench.runsDone('Runs', 2);
    assert.ok(existsSync(path.join(folder, 'runs')));
  });
});
