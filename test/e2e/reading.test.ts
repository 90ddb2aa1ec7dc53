import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { checkout } from '../host/lib/paths';
import { Dashboard } from './support/dashboard';
import { openWorkbench, themeNames } from './support/openWorkbench';
import { until } from './support/until';
import type { Workbench } from './support/workbench';

const settings = {
  'elman.training.maxIterations': 0,
  'elman.model.hidden': 64,
  'elman.training.learningRate': 1e-9, // it learns when it is told to
  'elman.ghostText.enabled': true,
  'editor.minimap.enabled': false,
  'editor.wordWrap': 'on',
  'editor.occurrencesHighlight': 'off', // their colours are not ours
};
const BEGINNING = 'First Citizen:\nSpeak, ';
const CANDIDATES = 'First Citizen:\nFirst Citizan:\nFirst Qzxvkjw:';

/** Pixels: fewer are painted only while they give way to others. */
const FEW = 1000;
/** Set to a folder, it gets pictures of what the tests see. */
const pictures = process.env.ELMAN_TEST_PICTURES;

let folder: string;
let workbench: Workbench;
let dashboard: Dashboard;

async function open(language?: string, more: Record<string, unknown> = {}): Promise<void> {
  folder = mkdtempSync(path.join(tmpdir(), 'elman-e2e-'));
  for (const text of ['english.txt', 'japanese.txt'])
    copyFileSync(path.join(checkout, 'media/samples', text), path.join(folder, text));
  writeFileSync(path.join(folder, 'beginning.txt'), BEGINNING);
  writeFileSync(path.join(folder, 'candidates.txt'), CANDIDATES);
  workbench = await openWorkbench({ folder, language, settings: { ...settings, ...more } });
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

describe('a person reads an English text through a model', () => {
  before(() => open());
  after(close);

  it('watches it get less surprising while a run trains on it', async () => {
    await workbench.openFile('english.txt');
    await workbench.command('Train Elman on This File');
    await dashboard.waitForState('running');
    await workbench.editor.focus();
    await workbench.command('Show Surprisal Heatmap');
    const early = await until('the first colours', async () => {
      const found = await heat();
      return found.painted > FEW ? found : undefined;
    });
    await picture('live-early');
    await workbench.command('Set Learning Rate');
    await workbench.enter('0.1');
    const late = await until('much of the surprise to go', async () => {
      const found = await heat();
      return found.painted > FEW && found.painted < 0.75 * early.painted ? found : undefined;
    });
    await picture('live-late');
    console.log(`      ${Math.round(early.painted)} pixels painted, later ${Math.round(late.painted)}`);
    await workbench.command('Pause Run');
    await dashboard.waitForState('paused');
  });

  for (const [kind, name] of Object.entries(themeNames)) {
    it(`sees the levels in the colours of the theme: ${kind}`, async () => {
      await workbench.chooseTheme(name);
      await until('the colours', async () => (await heat()).painted > FEW);
      await workbench.restMouse();
      await picture(`heatmap-${kind}`);
      console.log(await heat());
    });
  }

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
    const { colours } = await until('three colours', async () => {
      const found = await heat();
      return found.colours.length <= 3 ? found : undefined;
    });
    assert.ok(colours.length > 0);
  });

  it('rests the mouse on a token', async () => {
    const hover = await workbench.editor.hover('Before');
    console.log(await workbench.page.evaluate(() => [...document.querySelectorAll('.hover-contents')].map(e => { let s=''; for (let x: Element|null=e; x; x=x.parentElement) s+= ' < '+x.className; return s.slice(0,300); })));
    await picture('hover-token');
    console.log(await hover.textContent());
    await workbench.page.keyboard.press('Escape');
  });

  it('hides the colours', async () => {
    await workbench.command('Hide Surprisal Heatmap');
    await until('the colours to go', async () => (await heat()).painted === 0);
  });

  it('rests the mouse on a selection', async () => {
    await workbench.editor.select('We are accounted poor citizens, the patricians good.');
    const hover = await workbench.editor.hover('poor citizens');
    await picture('hover');
    console.log(await hover.textContent());
  });

  it('opens the report', async () => {
    const item = await workbench.statusBar(/^\W*perplexity/);
    console.log(await item.textContent());
    await item.click();
    await until('the report', async () => /sentences/.test(await text()));
    await picture('report');
    console.log(await text());
    await workbench.command('View: Close Editor');
  });

  it('ranks', async () => {
    await workbench.openFile('candidates.txt');
    await workbench.page.keyboard.press('Control+A');
    await workbench.page.keyboard.press('Shift+Alt+I');
    await workbench.page.keyboard.press('Shift+Home');
    await workbench.command('Score Selection');
    await until('the report', async () => /likeliest/.test(await text()));
    await picture('ranking');
    console.log(await text());
    await workbench.command('View: Close Editor');
  });

  it('continues', async () => {
    await workbench.openFile('beginning.txt');
    await workbench.page.keyboard.press('Control+End');
    await workbench.command('Continue from Here');
    await until('text', async () => (await text()).length > BEGINNING.length + 20);
    await picture('continuing');
    await workbench.page.keyboard.press('Escape');
    console.log(JSON.stringify(await text()));
    await picture('continued');
    await workbench.editor.focus();
    await workbench.page.keyboard.press('Control+Z');
    await picture('undone');
    console.log(JSON.stringify(await text()));
  });

  it('ghost', async () => {
    await workbench.page.keyboard.type('I ');
    await workbench.editor.ghostText.first().waitFor();
    await picture('ghost');
    console.log(await workbench.editor.ghostText.allTextContents());
    await workbench.page.keyboard.press('Tab');
    await until('nothing', async () => (await workbench.editor.ghostText.count()) === 0);
    console.log(JSON.stringify(await text()));
  });
});
