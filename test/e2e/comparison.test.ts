import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { readCsv } from '../export/support/readCsv';
import { readEvents } from '../export/support/readEvents';
import { checkout } from '../host/lib/paths';
import { removeFolder } from '../host/lib/removeFolder';
import { Comparison } from './support/comparison';
import { Dashboard } from './support/dashboard';
import { Exports } from './support/exports';
import { openWorkbench } from './support/openWorkbench';
import { ReadingPage } from './support/readingPage';
import { titleOf } from './support/titles';
import { TrainWith } from './support/trainWith';
import { unchanged, until, untilEqual } from './support/until';
import { untilWritten } from './support/untilWritten';
import type { Workbench } from './support/workbench';

const settings = {
  // Without validation, every row of the metrics contains the values of an update.
  'elman.validation.fraction': 0,
  'elman.training.maxIterations': 2000,
  'elman.snapshot.interval': 500,
  'files.simpleDialog.enable': true,
};
/** Maximum number of words that the model writes. Writing all of them takes some seconds. */
const WRITTEN = 10_000;
const settingsOfReading = {
  'elman.model.hidden': 64,
  'elman.text.unit': 'segmented',
  'elman.training.maxIterations': 300,
  'elman.reading.context': 'line',
  'elman.writing.length': WRITTEN,
  'editor.minimap.enabled': false,
  'editor.wordWrap': 'on',
};
const JAPANESE = '親譲りの無鉄砲で小供の時から損ばかりしている';
/** Matches names, units and formulas that are the same in every language. */
const international =
  /english\.txt|elman|min-char-rnn|\bnat\b|tanh|logistic|relu|dL\(t\)\/dh\(t−k\)|\b(?:exp|ln|log2|[Wb][xhy]{1,2})\b|PNG|SVG|Shift|model\.activation/g;

/**
 * Resolves to the content of a file when the content ends with `end`, because the file may still be being
 * written.
 */
function written(file: string, end: string): Promise<Buffer> {
  return until(`all of ${file}`, async () => {
    const content = existsSync(file) ? readFileSync(file) : Buffer.of();
    return content.toString('latin1').endsWith(end) && content;
  });
}

describe('a comparison of logistic with tanh', () => {
  let folder: string;
  let userDataDir: string;
  let workbench: Workbench;
  let comparison: Comparison;
  let dashboard: Dashboard;

  /** Opens a window. All windows use the same user data, so that later windows show the runs of the first. */
  async function open(language?: string, others?: Record<string, unknown>): Promise<void> {
    await workbench?.dispose();
    workbench = await openWorkbench({ folder, userDataDir, settings: { ...settings, ...others }, language });
    comparison = new Comparison(workbench);
    dashboard = new Dashboard(workbench);
  }

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'elman-e2e-'));
    userDataDir = mkdtempSync(path.join(tmpdir(), 'elman-user-'));
    copyFileSync(path.join(checkout, 'media/samples/english.txt'), path.join(folder, 'english.txt'));
    await open();
    const training = new TrainWith(workbench);
    await workbench.openContainer('Elman');
    await workbench.openFile('english.txt');
    await workbench.command('Train Elman on This File');
    await workbench.runsDone('Runs', 1);
    await training.openList('min-char-rnn');
    await training.pick('model.activation', 'logistic', 'logistic');
    await training.listed('min-char-rnn', 'model.activation');
    await training.trainNow();
    await workbench.runsDone('Runs', 2);
    // Trains a third run, which has the settings of the first.
    await workbench.command('Train Elman on This File');
    await workbench.runsDone('Runs', 3);
    await workbench.command('Open Dashboard');
    await workbench.page.locator('.tab.active', { hasText: /Elman/ }).waitFor();
    await workbench.hideSideBar();
    await dashboard.waitForState('done');
  });
  after(async () => {
    await workbench?.dispose();
    for (const made of [folder, userDataDir]) removeFolder(made);
  });

  it('draws all runs in every plot, once they are chosen', async () => {
    await comparison.compareAll(3);
    await dashboard.openFolds();
    // Waits until all runs are shown: their histories arrive one after the other.
    await untilEqual(
      async () => {
        const names = await comparison.column('name');
        const plots = await comparison.plots();
        const missing = (plot: string) => names.filter(name => !plot.includes(name));
        const found = plots.flatMap(plot => missing(plot).map(name => `${name} is missing in ${plot}`));
        return { runs: names.length, plots: plots.length, missing: found };
      },
      { runs: 3, plots: 6, missing: [] },
    );
  });

  it('lists only the settings that differ, or all on request', async () => {
    await untilEqual(
      async () => (await comparison.column('setting model.activation')).sort(),
      ['logistic', 'tanh', 'tanh'],
    );
    const few = (await comparison.heads()).length;
    await comparison.allSettings(true);
    await until('all settings', async () => (await comparison.heads()).length > few + 20);
    await comparison.allSettings(false);
    await until('the few', async () => (await comparison.heads()).length === few);
  });

  it('is sorted by any column, in both directions', async () => {
    const key = 'setting model.activation';
    for (const order of ['logistic,tanh,tanh', 'tanh,tanh,logistic']) {
      await comparison.sortBy(key);
      await until(order, async () => (await comparison.column(key)).join() === order);
    }
  });

  it('draws only the runs within a brush on an axis, by keyboard and by mouse', async () => {
    const [all] = await comparison.plots('plots');
    await comparison.pressBrush('high', 'ArrowDown');
    await until('one run', async () => /: min-char-rnn [\d.]+$/.test((await comparison.plots('plots'))[0]));
    await untilEqual(() => comparison.palerRows(), 2);
    await comparison.clickBrush();
    await until('all runs', async () => (await comparison.plots('plots'))[0] === all);
  });

  it('zooms by mouse, and back by keyboard', async () => {
    const before = await unchanged('the loss plot', () => comparison.pixels());
    await comparison.zoom();
    await until('a part of it', async () => (await comparison.pixels()) !== before);
    await (await comparison.loss()).press('0');
    await until('all of it', async () => (await comparison.pixels()) === before);
  });

  it('shows both runs at any time of the training: samples, gradients by lag, activations', async () => {
    assert.equal((await comparison.showBeside()).length, 2);
    const last = await unchanged('the time', () => comparison.atThatTime());
    await comparison.goTo(1);
    // Waits, because plots are drawn one frame after the slider has moved.
    await until('the same other time everywhere', async () => {
      const now = await comparison.atThatTime();
      const isOther = now.flow !== last.flow && now.activations !== last.activations;
      const { length } = now.samples.filter((sample, of) => sample !== last.samples[of]);
      return now.times[0] !== last.times[0] && new Set(now.times).size === 1 && isOther && length === 2;
    });
    await dashboard.sampleNow('1', '3');
    await untilEqual(() => comparison.drawnNow(), 2);
  });

  it('saves a plot as PNG and as SVG', async () => {
    const files = { png: path.join(folder, 'plot.png'), svg: path.join(folder, 'plot.svg') };
    await comparison.save('PNG', files.png);
    await comparison.save('SVG', files.svg);
    const png = await written(files.png, 'IEND\xaeB`\x82');
    assert.equal(png.subarray(1, 4).toString('latin1'), 'PNG');
    assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [1800, 960]);
    const svg = await comparison.parse((await written(files.svg, '</svg>\n')).toString());
    assert.equal(svg.root, 'svg');
    assert.ok(svg.paths > 4);
    assert.ok(svg.texts.includes('Loss (nats per token)') && svg.texts.includes('Iteration'));
    assert.ok(svg.texts.filter(text => /^(elman tanh 100|min-char-rnn)/.test(text)).length >= 3);
  });

  describe('in a new window, in Japanese', () => {
    let reading: ReadingPage;

    before(async () => {
      copyFileSync(path.join(checkout, 'media/samples/japanese.txt'), path.join(folder, 'japanese.txt'));
      await open('ja', settingsOfReading);
      reading = new ReadingPage(workbench, folder);
    });

    it('fits a side bar of 300 pixels, and contains no English', async () => {
      await workbench.openContainer('Elman');
      await dashboard.waitForState('done');
      // A new window finds and shows the newest run of the earlier window.
      assert.equal(await dashboard.figure('iteration'), 2000);
      await comparison.compareAll(3);
      await dashboard.openFolds();
      await dashboard.settled();
      await dashboard.fits(300);
      await dashboard.translated(60, international);
      const file = path.join(folder, 'ja.svg');
      await comparison.save('SVG', file);
      const { texts } = await comparison.parse((await written(file, '</svg>\n')).toString());
      assert.ok(texts.some(text => /[ぁ-ん一-龠]/u.test(text)));
    });

    it('exports the same files as in English', async () => {
      const exports = new Exports(workbench, 'ja');
      const place = (name: string) => path.join(folder, name);
      const textOf = (name: string) => readFileSync(place(name), 'utf8');
      await exports.csv(place('ja.csv'));
      await untilWritten('600 rows', () => readCsv(textOf('ja.csv')).length === 1 + 3 * 200);
      await exports.report(place('ja.md'));
      await untilWritten('a report in Japanese', () => /^# .*[ぁ-ん一-龠]/mu.test(textOf('ja.md')));
      const lines = (await exports.commandLine()).split('\n');
      assert.equal(lines.filter(line => line.includes('--activation logistic')).length, 1);
      await exports.tensorBoard();
      const events = () =>
        readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.includes('tfevents'));
      const lengths = () => events().map(name => readEvents(readFileSync(place(name))).length);
      await untilWritten('three event files', () => lengths().filter(length => length > 200).length === 3);
      // There are exactly three, although a run's folder has the same name as the text file beside it.
      assert.equal(events().length, 3);
    });

    it('trains on a Japanese text, and shows its surprising words', async () => {
      await workbench.openFile('japanese.txt');
      await workbench.command(titleOf('trainOnFile', 'ja'));
      await until('its run', async () => (await dashboard.settings()).get('text.unit') === 'segmented');
      await dashboard.waitForState('done');
      await workbench.editor.focus();
      await workbench.command(titleOf('showHeatmap', 'ja'));
      await reading.painted();
      await workbench.restMouse();
      await reading.picture('japanese-heatmap');
      await workbench.command(titleOf('hideHeatmap', 'ja'));
    });

    it('shows one perplexity of a sentence in the hover, the status bar and the report', async () => {
      const report = await reading.readsEverywhere(JAPANESE, 'japanese', 'パープレキシティ');
      assert.match(report, / 14 words, 0 OOVs/);
    });

    it('stops a continuation with Escape', async () => {
      const written = await reading.continues(titleOf('continueHere', 'ja'), 'japanese', true);
      // A word has 1.7 characters on average, so a complete continuation of `WRITTEN` words would have more
      // characters.
      assert.ok(written < WRITTEN, `${written} characters`);
    });
  });
});
