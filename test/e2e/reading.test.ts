import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { checkout } from '../host/lib/paths';
import { countLost, watchLines } from './support/flicker';
import { themeNames } from './support/openWorkbench';
import { FEW, ReadingPage, unwrapped } from './support/readingPage';
import { until, untilEqual } from './support/until';

const settings = {
  'elman.model.hidden': 64,
  'elman.reading.context': 'line',
  'elman.heatmap.bits': [4, 5, 6, 7.5], // an untrained network needs 5.93 bits for any of 61 characters
  'elman.ghostText.enabled': true,
  'editor.minimap.enabled': false,
  'editor.wordWrap': 'on',
};
/** Texts to rank, from the most likely to the least likely. */
const CANDIDATES = ['First Citizen:', 'First Citizan:', 'First Qzxvkjw:'];

describe('a user scores an English text with a model', () => {
  let reading: ReadingPage;
  before(async () => {
    // With this learning rate, the network learns almost nothing until the test raises the rate.
    const training = { 'elman.training.maxIterations': 0, 'elman.training.learningRate': 1e-9 };
    const sample = readFileSync(path.join(checkout, 'media/samples/english.txt'), 'utf8');
    reading = await ReadingPage.open(
      { settings: { ...settings, ...training } },
      {
        'candidates.txt': [...CANDIDATES].reverse().join('\n'),
        'large.txt': sample.repeat(Math.ceil(1e7 / sample.length)),
      },
    );
  });
  after(() => reading?.close());

  it('sees the surprisal decrease while a run trains on the text', async () => {
    await reading.workbench.openFile('english.txt');
    await reading.workbench.command('Train Elman on This File');
    await reading.dashboard.waitForState('running');
    await reading.workbench.editor.focus();
    await reading.workbench.command('Show Surprisal Heatmap');
    const early = await reading.painted();
    await reading.picture('live-early');
    await reading.workbench.command('Set Learning Rate…');
    await reading.workbench.enter('0.1');
    const late = await until('much of the surprise to go, and some to come', async () => {
      const found = await reading.heat();
      const isLess = found.painted > FEW && found.painted < 0.75 * early.painted;
      // The test compares the themes by these four colours.
      return isLess && found.colours.length === 4 && found;
    });
    await reading.picture('live-late');
    console.log(`      ${Math.round(early.painted)} pixels painted, later ${Math.round(late.painted)}`);
    await reading.workbench.command('Pause Run');
    await reading.dashboard.waitForState('paused');
  });

  it('sees four levels in every kind of theme, with lines below them in high contrast', async () => {
    const seen = new Set<string>();
    for (const [kind, name] of Object.entries(themeNames)) {
      await reading.workbench.chooseTheme(name);
      const isContrast = kind.startsWith('highContrast');
      const { colours } = await until(`the colours of ${kind}`, async () => {
        const found = await reading.heat();
        const isNew = found.colours.length === 4 && !found.colours.some(colour => seen.has(colour));
        return isNew && found.underlines.length === (isContrast ? 4 : 0) && found;
      });
      await reading.workbench.restMouse();
      await reading.picture(`heatmap-${kind}`);
      for (const colour of colours) seen.add(colour);
    }
    assert.equal(seen.size, 16);
  });

  it('sees the legend in the status bar, and chooses what the colours show', async () => {
    const legend = await reading.workbench.statusBar(/bits from ░\s[\d.]+\s▒\s[\d.]+\s▓\s[\d.]+\s█\s[\d.]+/);
    await legend.hover();
    const tooltip = reading.workbench.page.locator('.monaco-hover', {
      hasText: /[\d.]+ bits and more \(double line\)/,
    });
    await tooltip.first().waitFor();
    const swatches = await tooltip
      .locator('span[style*="background-color"]')
      .evaluateAll(found => found.map(each => getComputedStyle(each).backgroundColor));
    assert.equal(new Set(swatches).size, 4);
    await reading.picture('legend');
    await legend.click();
    await reading.workbench.choose('Rank');
    await reading.workbench.statusBar(/rank above ░\s\d+\s▒/);
    await until('the four colours, by quantiles', async () => (await reading.heat()).colours.length === 4);
  });

  it('rests the mouse on a token and sees its probability, its rank and the predictions', async () => {
    const says = /probability\s[\d.]+%\s·\srank\s\d+\sof\s61\s·\s[\d.]+\sbits/;
    const hover = await reading.workbench.editor.hover('Before', says);
    await reading.picture('token-hover');
    assert.equal(await hover.locator('tbody tr').count(), 5);
    await reading.workbench.command('Hide Surprisal Heatmap');
    await until('the colours to go', async () => (await reading.heat()).painted === 0);
  });

  it('reads one perplexity in the hover, the status bar and the report', async () => {
    const sentence = 'We are accounted poor citizens, the patricians good.';
    const report = await reading.readsEverywhere(sentence, 'english', 'Perplexity');
    assert.match(report, / 52 characters, 0 OOVs/);
  });

  it('goes to a surprising character by its link in the hover', async () => {
    const { editor, page } = reading.workbench;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await editor.select('Let us kill him');
    const hover = await editor.hover('us kill', /Most\ssurprising\scharacters/);
    const letter = hover.locator('tbody a b', { hasText: /^[A-Za-z]$/ }).first();
    const name = await letter.textContent();
    await letter.click();
    await reading.workbench.statusBar(/^Ln 20, Col \d+ \(1 selected\)/);
    await editor.focus();
    await page.keyboard.press('Control+C');
    await untilEqual(() => page.evaluate(() => navigator.clipboard.readText()), name);
  });

  it('sees how much of a Japanese text the model does not know, instead of a perplexity', async () => {
    const { workbench } = reading;
    await workbench.openFile('japanese.txt');
    await workbench.editor.selectAll();
    const counts = /[\d,]+ of [\d,]+ characters unknown to /;
    const item = await workbench.statusBar(counts);
    assert.doesNotMatch((await item.textContent()) ?? '', /perplexity/i);
    const line = (await reading.text()).split('\n').find(text => text.length > 8) ?? '';
    const hover = await workbench.editor.hover(line.slice(2, 6), counts);
    assert.match((await hover.textContent()) ?? '', /Perplexity\sof\sthe\srest/);
    assert.doesNotMatch((await hover.textContent()) ?? '', /Perplexity\s*[\d.]/);
  });

  it('ranks several selections, the most likely first', async () => {
    await reading.workbench.openFile('candidates.txt');
    for (const key of ['Control+A', 'Shift+Alt+I', 'Shift+Home']) await reading.press(key);
    await reading.workbench.command('Score Selection');
    const ranked = await until('the ranking', async () => {
      const report = unwrapped(await reading.text());
      const names = report.match(/First \w+:/g);
      return report.includes('most likely first') && names?.length === 3 && [...names];
    });
    await reading.picture('ranking');
    assert.deepEqual(ranked, CANDIDATES);
    await reading.workbench.command('View: Close Editor');
  });

  it('lets the model continue the text, and undoes all of it', async () => {
    assert.ok((await reading.continues('Continue from Here', 'english', false)) > 100);
  });

  it('sees a suggested continuation of a line, and accepts it', () => reading.ghostText('I ', 'english'));

  it('scrolls through 10 MB, and every line keeps its colours', async () => {
    const { page } = reading.workbench;
    await reading.workbench.openFile('large.txt');
    await reading.workbench.command('Show Surprisal Heatmap');
    await reading.painted();
    await page.locator('.editor-group-container.active .view-lines').hover();
    await page.evaluate(watchLines);
    for (let turn = 0; turn < 40; turn++) await page.mouse.wheel(0, turn % 2 === 0 ? 60 : 300);
    await reading.painted();
    const { frames, lost, decorations } = await page.evaluate(countLost);
    console.log(`      ${frames} frames, at most ${decorations} decorations`);
    assert.equal(lost, 0);
    assert.ok(decorations < 2000, `${decorations} decorations`);
  });
});
