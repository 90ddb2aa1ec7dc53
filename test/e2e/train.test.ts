import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { checkout } from '../host/lib/paths';
import { Dashboard } from './support/dashboard';
import { perplexityByEngine, storeOf } from './support/engine';
import { openWorkbench } from './support/openWorkbench';
import { TrainWith } from './support/trainWith';
import { until, untilEqual } from './support/until';
import type { Workbench } from './support/workbench';

const SENTENCE = 'Before we proceed any further, hear me speak.';
const BEFORE = 'First Citizen:\n';
/**
 * Number of iterations after which the loss is low enough for the test. The loss is 2.21 nats per token after
 * 30,000 iterations and 2.08 after 60,000.
 */
const ITERATIONS = 40_000;

describe('a user trains Elman on a text', () => {
  let folder: string;
  let workbench: Workbench;
  let dashboard: Dashboard;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'elman-e2e-'));
    const text = path.join(checkout, 'test/fixtures/text/tinyshakespeare.txt');
    copyFileSync(text, path.join(folder, 'shakespeare.txt'));
    writeFileSync(path.join(folder, 'empty.txt'), '');
    writeFileSync(path.join(folder, 'short.txt'), 'too short');
    const settings = {
      'elman.validation.fraction': 0, // as in the engine's computation below
      'elman.training.maxIterations': ITERATIONS,
    };
    workbench = await openWorkbench({ folder, settings });
    dashboard = new Dashboard(workbench);
  });
  after(async () => {
    await workbench?.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is offered no command that needs a run or a model, until there is one', async () => {
    await workbench.openFile('shakespeare.txt');
    await workbench.openContainer('Elman');
    for (const title of ['Score Selection', 'Rename Run…'])
      await untilEqual(() => workbench.offers(`Elman: ${title}`), false);
    assert.ok(await workbench.offers('Elman: Train Elman on This File'));
  });

  it('sees the first loss on the chart soon after the command', async () => {
    // Returns when the palette is closed.
    await workbench.command('Train Elman on this file');
    const start = performance.now();
    // The gradient flow can be drawn before the loss.
    await until('the loss', async () => /Loss.*\d/.test(await dashboard.chart()));
    const seconds = (performance.now() - start) / 1000;
    console.log(`      first point after ${seconds.toFixed(2)} s`);
  });

  it('reaches a smoothed loss below 2.2 nats per token, and sees a sample', async () => {
    await dashboard.waitForState('done');
    assert.ok(await workbench.offers('Elman: Score Selection'));
    const loss = await dashboard.figure('smoothLoss');
    console.log(`      smoothed loss ${loss} after ${await dashboard.figure('iteration')} iterations`);
    assert.ok(loss < 2.2);
    await untilEqual(async () => [...(await dashboard.sample())].length, 200);
  });

  it('hovers over a selection and reads the perplexity that the engine computes', async () => {
    await workbench.editor.select(SENTENCE);
    const hover = await workbench.editor.hover('proceed any further', 'Perplexity');
    const shown = Number(/Perplexity\s*([\d.]+)/.exec((await hover.textContent()) ?? '')?.[1]);
    const expected = await perplexityByEngine(storeOf(workbench.userDataDir), BEFORE, SENTENCE);
    assert.ok(Math.abs(shown - expected) < 0.006, `${shown} where the engine has ${expected}`);
    await workbench.page.keyboard.press('Escape');
  });

  // The run has no iteration limit, because it could otherwise end before the test looks at the status bar.
  it('sees the progress of another run in the status bar', async () => {
    await new TrainWith(workbench).train('min-char-rnn', '0');
    await dashboard.waitForState('running');
    await workbench.statusBar(/Elman · loss [\d.]+/);
  });

  it('pauses and resumes it from the page', async () => {
    await dashboard.press('Pause');
    await dashboard.waitForState('paused');
    const iteration = await dashboard.figure('iteration');
    await dashboard.press('Resume');
    await dashboard.waitForIteration(iteration);
  });

  it('reloads the window during a run, which its message resumes from its state until it is stopped', async () => {
    await dashboard.waitForIteration(5000);
    await workbench.reload();
    const message = /was paused when the window closed/;
    await workbench.toast(message);
    await workbench.runs('Runs').nth(1).waitFor();
    await workbench.runs('Runs').first().click();
    await dashboard.waitForState('paused');
    const saved = await dashboard.figure('iteration');
    assert.ok(saved > 0);
    const notification = await workbench.notification(message);
    await notification.getByRole('button', { name: 'Resume', exact: true }).click();
    await dashboard.waitForIteration(saved);
    await dashboard.offers('Pause', 'Stop', 'Apply');
    await workbench.rowOffers(workbench.runs('Runs').first(), 'Pause Run', 'Stop Run', 'Star Run');
    await dashboard.press('Stop');
    await dashboard.waitForState('stopped');
  });

  it('sees why a text cannot be trained on, and no run is created', async () => {
    for (const [file, message] of [
      ['empty.txt', /is empty/],
      ['short.txt', /needs at least 26 characters.*it has 9/],
    ] as const) {
      await workbench.openFile(file);
      await workbench.command('Train Elman on this file');
      await workbench.toast(message);
    }
    assert.equal(await workbench.runs('Runs').count(), 2);
  });
});
