import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { checkout } from '../host/lib/paths';
import { Dashboard } from './support/dashboard';
import { storeOf, surprisalByEngine } from './support/engine';
import { openWorkbench } from './support/openWorkbench';
import { ReadingPage } from './support/readingPage';
import { readSurprisal } from './support/surprisalRows';
import { until, untilEqual } from './support/until';
import type { Workbench } from './support/workbench';

const FILE = 'botchan.txt';
const settings = {
  'elman.training.maxIterations': 300,
  'elman.model.hidden': 32,
  'editor.minimap.enabled': false,
  'editor.wordWrap': 'on',
};
/** Part of the text, with the pronunciations that Aozora Bunko adds in 《》. */
const SENTENCE = '親譲《おやゆず》りの無鉄砲《むてっぽう》で小供《こども》の時から損ばかりしている。';

/** Returns a text without ruby, the marks before ruby, and notes. */
const withoutMarkup = (text: string) => text.replaceAll(/《[^》]*》|｜|［＃[^］]*］/g, '');

/** Returns the part of a text of Aozora Bunko that a reader reads: no header, ruby, notes or credits. */
function readable(text: string): string {
  const body = text.split(/-{10,}\r\n/)[2].split('底本：')[0];
  return withoutMarkup(body);
}

/** Returns the text of the status bar for a cursor after one selected character. */
function placeOf(text: string, offset: number): string {
  const lines = text.slice(0, offset).split('\r\n');
  return `Ln ${lines.length}, Col ${(lines.at(-1) ?? '').length + 1} (1 selected)`;
}

describe('a linguist computes the surprisal of a text of Aozora Bunko', () => {
  let folder: string;
  let workbench: Workbench;
  let dashboard: Dashboard;
  let reading: ReadingPage;
  let text: string;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'elman-e2e-'));
    const file = path.join(folder, FILE);
    copyFileSync(path.join(checkout, 'test/fixtures/text/botchan-aozora-shiftjis.txt'), file);
    text = new TextDecoder('shift_jis').decode(readFileSync(file));
    workbench = await openWorkbench({ folder, settings });
    dashboard = new Dashboard(workbench);
    reading = new ReadingPage(workbench, folder);
  });
  after(async () => {
    await workbench?.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Answers the questions of "Export Surprisal…", and returns the rows of the table that it writes. */
  async function exported(rows: string, name: string): Promise<ReturnType<typeof readSurprisal>> {
    const file = path.join(folder, name);
    await workbench.editor.focus();
    await workbench.ask('Export Surprisal…', workbench.quickItem(rows));
    await workbench.choose(rows);
    await workbench.page.locator('.quick-input-titlebar', { hasText: 'Choose models' }).waitFor();
    // The active model is checked.
    await workbench.quickInput.press('Enter');
    await workbench.enterPath(file, /-surprisal\.tsv$/);
    await workbench.toast(new RegExp(`Saved ${name} with [\\d,]+ rows`));
    return readSurprisal(readFileSync(file, 'utf8'));
  }

  it('is asked for the encoding of the text, and sees the text decoded', async () => {
    await workbench.openFile(FILE);
    await until('a damaged text', async () => (await reading.text()).includes('\ufffd'));
    await workbench.ask('Train Elman on This File', workbench.quickItem('Shift_JIS'));
    await workbench.page.locator('.quick-input-titlebar', { hasText: `Encoding of ${FILE}` }).waitFor();
    const { isWhole, text } = await workbench.quickInput.evaluate(input => ({
      isWhole: input.scrollWidth <= input.clientWidth,
      text: (input as HTMLInputElement).placeholder,
    }));
    assert.match(text, /^Not UTF-8: line 1, byte 1\./);
    assert.ok(isWhole, 'the question is cut');
    const first = workbench.quickRows.first();
    await first.filter({ hasText: 'most likely' }).filter({ hasText: '坊っちゃん' }).waitFor();
    await reading.picture('encoding-question');
    await workbench.choose('Shift_JIS');
    await until('a decoded text', async () => (await reading.text()).startsWith('坊っちゃん\n夏目漱石'));
    await workbench.statusBar(/Shift JIS/);
  });

  it('trains without the markup of Aozora Bunko', async () => {
    const question = await workbench.toast(/contains the ruby and notes of Aozora Bunko/);
    await reading.picture('markup-question');
    await question.getByRole('button', { name: 'Train Again without Markup' }).click();
    await untilEqual(async () => (await dashboard.settings()).get('text.filter'), 'aozora');
    await dashboard.waitForState('done');
  });

  it('sees the surprisal in a hover and as a heatmap', async () => {
    await workbench.openFile(FILE);
    await workbench.editor.select(SENTENCE);
    await workbench.editor.hover('の時から', /Perplexity/);
    await reading.picture('aozora-hover');
    await workbench.page.keyboard.press('Escape');
    await workbench.command('Show Surprisal Heatmap');
    await reading.painted();
    await workbench.restMouse();
    await reading.picture('aozora-heatmap');
  });

  it('sees the heatmap again after a reload of the window', async () => {
    await workbench.reload();
    await reading.painted();
    await workbench.statusBar(/bits from/);
    await workbench.command('Hide Surprisal Heatmap');
    await until('the colours to go', async () => (await reading.heat()).painted === 0);
  });

  it('exports a row per character, with the surprisal that the engine computes', async () => {
    await reading.press('Control+Home');
    const rows = await exported('Every token', 'tokens.tsv');
    const read = readable(text);
    assert.equal(rows.map(({ token }) => token).join(''), read.replaceAll('\r\n', '\n'));
    const places = rows.map(({ start, end }) => withoutMarkup(text.slice(start, end)));
    assert.equal(places.join(''), read);
    const expected = await surprisalByEngine(storeOf(workbench.userDataDir), read);
    assert.equal(rows.length, expected.length);
    const worst = Math.max(...rows.map(({ surprisal }, i) => Math.abs(surprisal - expected[i])));
    assert.ok(worst < 1e-4, `${worst}`);
  });

  it('exports a row per word, which is the sum over its characters', async () => {
    const tokens = readSurprisal(readFileSync(path.join(folder, 'tokens.tsv'), 'utf8'));
    const words = await exported('Every word', 'words.tsv');
    assert.ok(words.length > 100 && words.length < 0.8 * tokens.length, `${words.length}`);
    assert.ok(words.some(({ token }) => token === '無鉄砲'));
    for (const [i, { token, end, surprisal }] of words.entries()) {
      // White space before a word belongs to the word.
      const before = words[i - 1]?.end ?? 0;
      const parts = tokens.filter(each => each.start >= before && each.end <= end);
      const sum = parts.reduce((bits, each) => bits + each.surprisal, 0);
      assert.ok(Math.abs(surprisal - sum) < 1e-3, `${token}: ${surprisal}, ${sum}`);
    }
  });

  it('sorts the table beside the text by surprisal, and goes to the place of a row', async () => {
    const rows = readSurprisal(readFileSync(path.join(folder, 'tokens.tsv'), 'utf8'));
    const most = rows
      .filter(({ token }) => token !== '\n')
      .reduce((a, b) => (b.surprisal > a.surprisal ? b : a));
    await workbench.command('Show Surprisal Table');
    const page = await workbench.frame('.rows tbody td');
    const head = page.locator('.rows th', { hasText: /^surprisal/ });
    await head.locator('button').click();
    await untilEqual(() => head.getAttribute('aria-sort'), 'descending');
    const tokens = page.locator('.rows tbody tr:not(.space) td:nth-child(4)', { hasNotText: '↵' });
    await untilEqual(() => tokens.first().textContent(), most.token);
    await reading.picture('surprisal-table');
    await tokens.first().click();
    await workbench.statusBar(placeOf(text, most.end));
    await workbench.command('View: Close Editors in Other Groups');
  });

  it('chooses the active model in the status bar, which a new run does not change', async () => {
    const [second, first] = ['without markup', 'elman tanh 32'];
    await workbench.openFile(FILE);
    await (await workbench.statusBar(new RegExp(`^\\W*${second} · `))).click();
    await workbench.choose(first);
    await workbench.statusBar(new RegExp(`^\\W*${first} · `));
    await workbench.command('Train Elman on This File');
    await workbench.openContainer('Elman');
    await workbench.runsDone('Runs', 3);
    await workbench.statusBar(new RegExp(`^\\W*${first} · `));
  });
});
