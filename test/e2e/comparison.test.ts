import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { Comparison } from './support/comparison';
import { Dashboard } from './support/dashboard';
import { openWorkbench } from './support/openWorkbench';
import { TrainWith } from './support/trainWith';
import { until } from './support/until';
import type { Workbench } from './support/workbench';

const settings = {
  'elman.training.maxIterations': 3000,
  'elman.snapshot.interval': 500,
  'files.simpleDialog.enable': true,
};

describe('a comparison of logistic with tanh', () => {
  let folder: string;
  let workbench: Workbench;
  let comparison: Comparison;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'elman-e2e-'));
    writeFileSync(path.join(folder, 'fox.txt'), 'the quick brown fox jumps over the lazy dog.\n'.repeat(60));
    workbench = await openWorkbench({ folder, settings });
    comparison = new Comparison(workbench);
    const dashboard = new Dashboard(workbench);
    const training = new TrainWith(workbench);
    await workbench.openFile('fox.txt');
    await workbench.command('Train Elman on This File');
    await dashboard.waitForState('done', 60_000);
    await training.openList('min-char-rnn');
    await training.pick('model.activation', 'logistic', 'logistic');
    await training.trainNow();
    await workbench.command('Open Dashboard');
    await workbench.page.locator('.tab.active', { hasText: /Elman/ }).waitFor();
    await workbench.hideSideBar();
    await dashboard.waitForState('done', 60_000);
  });
  after(async () => {
    await workbench?.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  it('begins with a choice of the runs', async () => {
    await comparison.compareAll();
    assert.equal((await comparison.column('name')).length, 2);
    assert.match(await comparison.loss(), /fox\.txt .*fox\.txt/);
  });

  it('tells only the settings that differ, until all are wanted', async () => {
    assert.deepEqual((await comparison.column('setting model.activation')).sort(), ['logistic', 'tanh']);
    const few = (await comparison.heads()).length;
    await comparison.toggle('All settings');
    await until('all settings', async () => (await comparison.heads()).length > few + 20);
    await comparison.toggle('All settings');
    await until('the few', async () => (await comparison.heads()).length === few);
  });

  it('is sorted by any column, in both directions', async () => {
    const key = 'setting model.activation';
    await comparison.sortBy(key);
    await until('a rising order', async () => (await comparison.column(key)).join() === 'logistic,tanh');
    await comparison.sortBy(key);
    await until('a falling order', async () => (await comparison.column(key)).join() === 'tanh,logistic');
  });

  it('zooms all plots over time at once, and back', async () => {
    const before = await comparison.pixels();
    await comparison.zoom();
    const reset = (await comparison.frame()).locator('vscode-button', { hasText: 'Reset zoom' });
    await reset.waitFor();
    await until('another part', async () => (await comparison.pixels()) !== before);
    await reset.click();
    await reset.waitFor({ state: 'hidden' });
    await until('all of it', async () => (await comparison.pixels()) === before);
  });

  it('saves a plot as PNG and as SVG', async () => {
    const files = { png: path.join(folder, 'plot.png'), svg: path.join(folder, 'plot.svg') };
    await comparison.save('PNG', files.png);
    await comparison.save('SVG', files.svg);
    await until('both files', async () => Object.values(files).every(existsSync));
    const png = readFileSync(files.png);
    assert.equal(png.subarray(1, 4).toString('latin1'), 'PNG');
    assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [1800, 960]);
    const svg = await comparison.parse(readFileSync(files.svg, 'utf8'));
    assert.equal(svg.root, 'svg');
    assert.ok(svg.paths > 4);
    assert.ok(svg.texts.includes('Loss (nats a window)') && svg.texts.includes('Iteration'));
    assert.ok(svg.texts.filter(text => text.startsWith('fox.txt')).length >= 2);
  });
});
