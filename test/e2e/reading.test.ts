import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { checkout } from '../host/lib/paths';
import { Dashboard } from './support/dashboard';
import { openWorkbench, themeNames, type WorkbenchOptions } from './support/openWorkbench';
import { until } from './support/until';
import type { Workbench } from './support/workbench';

const settings = {
  'elman.model.hidden': 64,
  'elman.reading.context': 'line',
  'elman.ghostText.enabled': true,
  'editor.minimap.enabled': false,
  'editor.wordWrap': 'on',
};
const BEGINNING = 'First Citizen:\nSpeak, ';
/** From the likeliest to the least likely. */
const CANDIDATES = ['First Citizen:', 'First Citizan:', 'First Qzxvkjw:'];
const JAPANESE = '親譲りの無鉄砲で小供の時から損ばかりしている';

/** Words at most: some seconds' work. */
const WRITTEN = 10_000;

/** Pixels: fewer are painted only while they give way to others. */
const FEW = 1000;
/** Set to a folder, it gets pictures of what the tests see. */
const pictures = process.env.ELMAN_TEST_PICTURES;

let folder: string;
let workbench: Workbench;
let dashboard: Dashboard;

async function open(options: Partial<WorkbenchOptions>): Promise<void> {
  folder = mkdtempSync(path.join(tmpdir(), 'elman-e2e-'));
  for (const text of ['english.txt', 'japanese.txt'])
    copyFileSync(path.join(checkout, 'media/samples', text), path.join(folder, text));
  writeFileSync(path.join(folder, 'beginning.txt'), BEGINNING);
  writeFileSync(path.join(folder, 'candidates.txt'), [...CANDIDATES].reverse().join('\n'));
  workbench = await openWorkbench({ folder, ...options });
  dashboard = new Dashboard(workbench);
}

async function close(): Promise<void> {
  await workbench?.dispose();
  rmSync(folder, { recursive: true, force: true });
}

const picture = async (name: string) => {
  if (pictures) await workbench.screenshot(path.join(pictures, `${name}.png`));
};
const heat = () => workbench.editor.heat();
const text = () => workbench.editor.text();
const press = (key: string) => workbench.page.keyboard.press(key);
const painted = () =>
  until('colours', async () => {
    const found = await heat();
    return found.painted > FEW && found;
  });

/** The hover, the status bar and the report, which a click opens, say one perplexity. */
async function readsEverywhere(sentence: string, name: string, perplexity: string): Promise<string> {
  await workbench.editor.select(sentence);
  const hover = await workbench.editor.hover(sentence.slice(4, 12));
  await hover.getByText(perplexity).first().waitFor();
  const told = new RegExp(`${perplexity}:\\s([\\d.,]+)`).exec((await hover.textContent()) ?? '')?.[1] ?? '';
  await picture(`${name}-hover`);
  const item = await workbench.statusBar(new RegExp(`^\\W*${perplexity} ${told}`, 'iu'));
  await item.click();
  const report = await until('the report', async () => {
    const found = await text();
    return /\d sentences, \d+ words, \d+ OOVs/.test(found) && found;
  });
  await picture(`${name}-report`);
  const ppl = Number(/ ppl= ([\d.]+)/.exec(report)?.[1]);
  assert.ok(Math.abs(ppl - Number(told.replaceAll(',', ''))) < 0.006, `${ppl} and ${told}`);
  await workbench.command('View: Close Editor');
  return report;
}

/** What it writes at the end of the text, until it is done or Escape is pressed; one undo takes it away. */
async function continues(command: string, name: string, isStopped: boolean): Promise<number> {
  await workbench.openFile('beginning.txt');
  await press('Control+End');
  await workbench.command(command);
  await until('something written', async () => (await text()).length > BEGINNING.length + 20);
  if (isStopped) await press('Escape');
  await workbench.page.locator('.statusbar-item', { hasText: /^\W*Elman.*Esc/ }).waitFor({ state: 'hidden' });
  await picture(`${name}-continued`);
  const { length } = await text();
  await press('Control+Z');
  await until('its undoing', async () => (await text()) === BEGINNING);
  return length - BEGINNING.length;
}

async function ghostText(typed: string, name: string): Promise<void> {
  await workbench.page.keyboard.type(typed);
  await workbench.editor.ghostText.first().waitFor();
  await picture(`${name}-ghost`);
  const ghost = (await workbench.editor.ghostText.allTextContents()).join('').replaceAll('\u00a0', ' ');
  await press('Tab');
  await until('it to be taken', async () => (await text()) === BEGINNING + typed + ghost);
}

describe('a person reads an English text through a model', () => {
  before(() =>
    open({
      // It learns when it is told to.
      settings: { ...settings, 'elman.training.maxIterations': 0, 'elman.training.learningRate': 1e-9 },
    }),
  );
  after(close);

  it('watches it get less surprising while a run trains on it', async () => {
    await workbench.openFile('english.txt');
    await workbench.command('Train Elman on This File');
    await dashboard.waitForState('running');
    await workbench.editor.focus();
    await workbench.command('Show Surprisal Heatmap');
    const early = await painted();
    await picture('live-early');
    await workbench.command('Set Learning Rate');
    await workbench.enter('0.1');
    const late = await until('much of the surprise to go', async () => {
      const found = await heat();
      return found.painted > FEW && found.painted < 0.75 * early.painted && found;
    });
    await picture('live-late');
    console.log(`      ${Math.round(early.painted)} pixels painted, later ${Math.round(late.painted)}`);
    await workbench.command('Pause Run');
    await dashboard.waitForState('paused');
  });

  it('sees four levels in every kind of theme, with lines below them in high contrast', async () => {
    const seen = new Set<string>();
    for (const [kind, name] of Object.entries(themeNames)) {
      await workbench.chooseTheme(name);
      const isContrast = kind.startsWith('highContrast');
      const { colours } = await until(`the colours of ${kind}`, async () => {
        const found = await heat();
        const isNew = found.colours.length === 4 && !seen.has(found.colours[0]);
        return isNew && found.underlines.length === (isContrast ? 4 : 0) && found;
      });
      await workbench.restMouse();
      await picture(`heatmap-${kind}`);
      for (const colour of colours) seen.add(colour);
    }
    assert.equal(seen.size, 16);
  });

  it('has the colours explained in the status bar, and chooses what they show', async () => {
    const legend = await workbench.statusBar('Surprisal in bits');
    await legend.hover();
    const tooltip = workbench.page.locator('.monaco-hover', { hasText: '10 bits and more' });
    await tooltip.first().waitFor();
    const swatches = await tooltip
      .locator('span[style*="background-color"]')
      .evaluateAll(found => found.map(each => getComputedStyle(each).backgroundColor));
    assert.equal(new Set(swatches).size, 4);
    await picture('legend');
    await legend.click();
    await workbench.choose('Rank');
    await workbench.statusBar('Rank');
    await until('the two colours that 61 symbols need', async () => (await heat()).colours.length === 2);
  });

  it('rests the mouse on a token: its probability, its rank, and what was expected', async () => {
    const hover = await workbench.editor.hover('Before');
    await picture('token-hover');
    assert.match(
      (await hover.textContent()) ?? '',
      /probability\s[\d.]+%\s·\srank\s\d+\sof\s61\s·\s[\d.]+\sbits/,
    );
    assert.equal(await hover.locator('li').count(), 5);
    await workbench.command('Hide Surprisal Heatmap');
    await until('the colours to go', async () => (await heat()).painted === 0);
  });

  it('reads one perplexity in the hover, the status bar and the report', async () => {
    const sentence = 'We are accounted poor citizens, the patricians good.';
    const report = await readsEverywhere(sentence, 'english', 'Perplexity');
    assert.match(report, / 52 words, 0 OOVs/);
  });

  it('ranks several selections, the likeliest first', async () => {
    await workbench.openFile('candidates.txt');
    for (const key of ['Control+A', 'Shift+Alt+I', 'Shift+Home']) await press(key);
    await workbench.command('Score Selection');
    const ranked = await until('the ranking', async () => {
      const rows = [...(await text()).matchAll(/^\d +(First \w+:)/gm)];
      return rows.length === 3 && rows.map(([, name]) => name);
    });
    await picture('ranking');
    assert.deepEqual(ranked, CANDIDATES);
    await workbench.command('View: Close Editor');
  });

  it('has the model write on, and takes all of it back', async () => {
    assert.ok((await continues('Continue from Here', 'english', false)) > 100);
  });

  it('is shown how a line may go on, and takes it', () => ghostText('I ', 'english'));
});

describe('a person reads a Japanese text through a model of its words', () => {
  before(() =>
    open({
      language: 'ja',
      theme: 'light',
      settings: {
        ...settings,
        'elman.text.unit': 'segmented',
        'elman.training.maxIterations': 1500,
        'elman.writing.length': WRITTEN,
      },
    }),
  );
  after(close);

  it('sees its surprising words', async () => {
    await workbench.openFile('japanese.txt');
    await workbench.command('このファイルで Elman を学習');
    await dashboard.waitForState('done');
    await workbench.editor.focus();
    await workbench.command('サプライザルのヒートマップを表示');
    await painted();
    await workbench.restMouse();
    await picture('japanese-heatmap');
  });

  it('reads one perplexity in the hover, the status bar and the report', async () => {
    await workbench.command('サプライザルのヒートマップを隠す');
    const report = await readsEverywhere(JAPANESE, 'japanese', 'パープレキシティ');
    assert.match(report, / 14 words, 0 OOVs/);
  });

  it('stops what is written with Escape', async () => {
    const written = await continues('ここから続きを書く', 'japanese', true);
    assert.ok(written < WRITTEN / 2, `${written} characters`);
  });
});
