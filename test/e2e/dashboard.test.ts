import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { Dashboard } from './support/dashboard';
import type { Picture } from './support/inspect';
import { openWorkbench, type WorkbenchOptions } from './support/openWorkbench';
import { until, untilEqual } from './support/until';
import type { Workbench } from './support/workbench';

/**
 * Settings without an iteration limit, so that no run ends before a test has seen it. Samples are not so
 * frequent that the page is busy with them.
 */
const settings = { 'elman.training.maxIterations': 0, 'elman.snapshot.interval': 900 };

/** Matches names, units and formulas that are the same in every language. */
const international =
  /fox\.txt|\bnat\b|tanh|relu|dL\(t\)\/dh\(t−k\)|\b(?:exp|ln|log2|[Wb][xhy]{1,2})\b|PNG|SVG|Shift/g;

describe('the dashboard', () => {
  let folder: string;
  let workbench: Workbench;
  let dashboard: Dashboard;

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'elman-e2e-'));
    writeFileSync(path.join(folder, 'fox.txt'), 'the quick brown fox jumps over the lazy dog.\n'.repeat(60));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  async function open(options: Partial<WorkbenchOptions> = {}): Promise<void> {
    workbench = await openWorkbench({ folder, settings, ...options });
    dashboard = new Dashboard(workbench);
  }

  describe('of a paused run', () => {
    let paused: Picture;

    before(async () => {
      await open();
      await workbench.openFile('fox.txt');
      await workbench.command('Train Elman on this file');
      await dashboard.waitForIteration(3000);
      await dashboard.press('Pause');
      await dashboard.waitForState('paused');
      await dashboard.chooseSample(2);
      paused = await dashboard.settled();
      assert.equal(paused.samples[0], '2');
    });
    after(() => workbench?.dispose());

    /** Asserts that the page shows the run in the same state as before it was moved or reloaded. */
    async function showsTheSame(): Promise<void> {
      await untilEqual(() => dashboard.settled(), paused);
    }

    it('fits a side bar of 300 pixels, as wide as it is at first', () => dashboard.fits(300));

    it('is restored completely after it was hidden', async () => {
      await workbench.openContainer('Explorer');
      await workbench.openContainer('Elman');
      await showsTheSame();
    });

    it('is the same in an editor panel, with the latest sample', async () => {
      await workbench.command('Open Dashboard');
      await workbench.page.locator('.tab.active', { hasText: /Elman/ }).waitFor();
      await workbench.hideSideBar();
      dashboard = new Dashboard(workbench, true);
      await dashboard.settled();
      await dashboard.chooseSample(2);
      await showsTheSame();
      await workbench.page.locator('.editor-actions [aria-label^="Open Settings"]').first().waitFor();
    });

    it('is restored completely after the window was reloaded, and offers the possible actions', async () => {
      await workbench.stored('editorpart.state', 'elman.dashboardPanel', '"sample":2');
      await workbench.reload();
      await showsTheSame();
      // The run has no worker, so the page offers neither to stop it nor to change its learning rate.
      await dashboard.offers('Resume');
      await workbench.openContainer('Elman');
      const row = workbench.runs('Runs').first();
      await workbench.rowOffers(row, 'Resume Run', 'Star Run');
      await dashboard.press('Resume');
      await dashboard.waitForState('running');
      await dashboard.offers('Pause', 'Stop', 'Apply');
      await workbench.rowOffers(row, 'Pause Run', 'Stop Run', 'Star Run');
    });

    it('changes settings while the run trains, and marks each change on the time axes', async () => {
      await dashboard.fill('.controls', ['0.05', '2', '800']);
      await dashboard.press('Apply');
      const happened = await until('three events', async () => {
        const events = await dashboard.events();
        return events.length === 3 && events;
      });
      for (const change of [
        'training.learningRate: 0.1 → 0.05',
        'training.gradientClip: 5 → 2',
        'snapshot.interval: 900 → 800',
      ])
        assert.ok(
          happened.some(event => event.endsWith(change)),
          happened.join(),
        );
    });

    it('samples the same text for the same seed, until the weights change', async () => {
      await dashboard.press('Pause');
      await dashboard.waitForState('paused');
      const [first, again, other] = [
        await dashboard.sampleNow('5', '7'),
        await dashboard.sampleNow('5', '7'),
        await dashboard.sampleNow('5', '8'),
      ];
      assert.equal(again, first);
      assert.notEqual(other, first);
    });
  });

  describe('in Japanese, of a run trained at the start', () => {
    before(async () => {
      const env = { ELMAN_TRAIN_AT_START: path.join(folder, 'fox.txt') };
      await open({ language: 'ja', env });
      await workbench.openContainer('Elman');
      await dashboard.waitForIteration(1000);
      await dashboard.openFolds();
    });
    after(() => workbench?.dispose());

    it('has a panel beside its text', async () => {
      const tabs = workbench.page.locator('.tab.active');
      await until('two tabs', async () =>
        /^[^,]*fox\.txt[^,]*,[^,]*Elman[^,]*$/.test((await tabs.allTextContents()).join()),
      );
    });

    it('contains no English', () => dashboard.translated(20, international));

    it('fits a side bar of 300 pixels', () => dashboard.fits(300));

    it('shows the same run after a reload', async () => {
      await workbench.reload();
      await dashboard.waitForState('paused');
      await untilEqual(() => workbench.runs('ラン').count(), 1);
    });
  });
});
