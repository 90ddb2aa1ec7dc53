import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Locator } from 'playwright-core';
import { checkout } from '../host/lib/paths';
import { Dashboard } from './support/dashboard';
import { openWorkbench } from './support/openWorkbench';
import { untilEqual } from './support/until';
import type { Workbench } from './support/workbench';

const settings = {
  'editor.minimap.enabled': false,
  'elman.training.maxIterations': 2000,
  'elman.model.hidden': 50,
  // The tests look at the pages of the vectors, not at how good the vectors are.
  'elman.vectors.passes': 2,
  'elman.vectors.size': 20,
  'elman.vectors.minimumCount': 15,
  'elman.vectors.subwordMaximum': 3,
  'elman.vectors.subwordMinimum': 1,
};
/** The first line of `words.test.txt`, with its words as `rnnlm -debug 2` prints them. */
const LINE = 'than <unk> think , sister .';
/** The folder for screenshots during the tests. Undefined if no screenshots are taken. */
const pictures = process.env.ELMAN_TEST_PICTURES;

describe('a user opens models of other programs, and mixes models', () => {
  let folder: string;
  let workbench: Workbench;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'elman-e2e-'));
    const fixtures = path.join(checkout, 'test/fixtures');
    const lines = readFileSync(path.join(fixtures, 'text/words.test.txt'), 'utf8').split('\n');
    assert.equal(lines[0], LINE);
    writeFileSync(path.join(folder, 'words.txt'), `${lines.slice(0, 20).join('\n')}\n`);
    writeFileSync(path.join(folder, 'srn.model'), gunzipSync(readFileSync(`${fixtures}/rnnlm/srn.model.gz`)));
    for (const sample of ['english.txt', 'japanese.txt']) {
      copyFileSync(path.join(checkout, 'media/samples', sample), path.join(folder, sample));
    }
    workbench = await openWorkbench({ folder, settings });
  });
  after(async () => {
    await workbench?.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  const picture = async (name: string) => {
    if (pictures) await workbench.screenshot(path.join(pictures, `${name}.png`));
  };

  /** Draws an outline, with Alt pressed, around the middle of a map. */
  async function outline(map: Locator): Promise<void> {
    await map.scrollIntoViewIfNeeded();
    const box = await map.boundingBox();
    assert.ok(box);
    const { keyboard, mouse } = workbench.page;
    const to = (right: number, down: number) =>
      mouse.move(box.x + right * box.width, box.y + down * box.height);
    await keyboard.down('Alt');
    await to(0.1, 0.1);
    await mouse.down();
    for (const [right, down] of [
      [0.9, 0.1],
      [0.9, 0.9],
      [0.1, 0.9],
    ])
      await to(right, down);
    await mouse.up();
    await keyboard.up('Alt');
  }

  /** Selects a sentence, moves the mouse over it, and returns the text of the hover. */
  async function hoverOver(sentence: string): Promise<string> {
    await workbench.editor.select(sentence);
    const hover = await workbench.editor.hover(sentence.slice(0, 10), 'Perplexity');
    return ((await hover.textContent()) ?? '').replaceAll('\u00a0', ' ');
  }

  /** Waits until the tree marks the model with this name as active. */
  function reads(name: RegExp): Promise<void> {
    const row = { name: new RegExp(`${name.source}.*Active model`) };
    return workbench.pane('Runs').getByRole('treeitem', row).waitFor();
  }

  /** Returns the bits per character in the open report, by the name of the model in the last column. */
  async function bitsPerCharacter(): Promise<Map<string, number>> {
    const lines = await workbench.editor.lines.allTextContents();
    const rows = lines.map(line => line.replaceAll('\u00a0', ' ').split(/ {2,}/));
    const figures = rows.filter(([, bits]) => Number(bits) > 0);
    return new Map(figures.map(([, bits, , , name]) => [name, Number(bits)]));
  }

  it("opens a rnnlm model, rests the mouse on a sentence, and sees the C tool's probabilities", async () => {
    await workbench.openFile('words.txt');
    await workbench.command('Open Model File…');
    await workbench.enterPath(path.join(folder, 'srn.model'));
    await workbench.toast(/Active model: srn\.model \(rnnlm · logistic · 16 · class 20, 1,091 symbols\)/);
    await workbench.openContainer('Elman');
    await reads(/srn\.model/);
    const log = gunzipSync(readFileSync(path.join(checkout, 'test/fixtures/rnnlm/srn.test.log.gz')));
    const listed = [...log.toString().matchAll(/^\d+\t(0\.\d{10})\t(\S+)$/gm)].slice(0, 6);
    assert.equal(listed.map(([, , word]) => word).join(' '), LINE);
    const bits = listed.map(([, probability]) => -Math.log2(Number(probability)));
    const sum = bits.reduce((a, b) => a + b);
    const text = await hoverOver(LINE);
    await picture('rnnlm-hover');
    const cells = text.replaceAll(/\s/g, '');
    assert.ok(cells.includes(`Perplexity${(2 ** (sum / 6)).toFixed(2)}`), text);
    assert.ok(cells.includes(`log10probability${(-sum * Math.log10(2)).toFixed(2)}`), text);
    assert.ok(cells.includes(`think${Math.max(...bits).toFixed(1)}`), text);
  });

  it('scores a Japanese sentence with the n-grams of its text', async () => {
    await workbench.openFile('japanese.txt');
    await workbench.command('Train N-gram on This File');
    await workbench.choose('3-gram');
    await workbench.choose('Witten-Bell');
    const toast = await workbench.toast(
      /japanese\.txt · 3-gram" is ready\. The active model is still "srn\.model"/,
    );
    await toast.getByRole('button', { name: 'Use This Model' }).click();
    await reads(/japanese\.txt · 3-gram/);
    const text = await hoverOver('親譲りの無鉄砲で小供の時から損ばかりしている');
    await picture('japanese');
    assert.match(text, /3-gram/);
  });

  it('trains word vectors on the samples, explores their pages, and sees neighbours in a hover', async () => {
    const texts = [
      { file: 'english.txt', word: 'speak', other: 'they', unseen: 'speakings' },
      { file: 'japanese.txt', word: '時', other: '学校', unseen: '学校時代' },
    ];
    await workbench.openContainer('Elman');
    for (const { file, word, other, unseen } of texts) {
      await workbench.openFile(file);
      await workbench.command('Train Word Vectors on This File');
      const tab = workbench.page.locator('.tab.active', { hasText: `${file} · word vectors` });
      await tab.waitFor();
      const page = await workbench.frame('.words td.near:not(:empty)');
      await page.getByRole('textbox', { name: 'Search' }).fill(unseen);
      await page
        .locator('.word h2', { hasText: `Nearest to ${unseen}, by the vectors of its parts` })
        .waitFor();
      await page.getByRole('textbox', { name: 'Search' }).fill(word);
      await page.locator('.words td.name', { hasText: new RegExp(`^${word}$`) }).click();
      await page.locator('.word h2', { hasText: new RegExp(`^Nearest to ${word}$`) }).waitFor();
      assert.equal(await page.locator('.word .near-list li').count(), 10);
      for (const [name, text] of Object.entries({ Word: word, minus: other, plus: other }))
        await page.getByRole('textbox', { name, exact: true }).fill(text);
      await page.locator('vscode-button', { hasText: 'Compute' }).click();
      await page.locator('.analogy .near-list li').nth(9).waitFor();
      await page.locator('.word-map .note', { hasText: 'of the variance' }).waitFor();
      await page.locator('.map-legend li').nth(5).waitFor();
      await page.getByLabel('Layout').selectOption({ label: 'UMAP' });
      await page.locator('.word-map .note', { hasText: 'UMAP: near words' }).waitFor();
      await outline(page.locator('canvas.map'));
      await page.locator('.selection h2', { hasText: 'Selected words: ' }).waitFor();
      await picture(`vectors-${file}`);
      await page.locator('.places .place').first().click();
      await workbench.statusBar(new RegExp(`\\(${word.length} selected\\)`));
      await workbench.command('View: Close All Editors');
      await workbench.pane('Runs').getByText(`${file} · word vectors`).first().waitFor();
      await workbench.openFile(file);
      const hover = await workbench.editor.hover(word, 'Nearest words');
      assert.match(
        ((await hover.textContent()) ?? '').replaceAll('\u00a0', ' '),
        new RegExp(`${word}.*\\d\\.\\d\\d`),
      );
      await picture(`vectors-hover-${file}`);
    }
  });

  it('trains n-grams and an Elman network on a sample, mixes them, and compares the three', async () => {
    await workbench.openFile('english.txt');
    await workbench.command('Train Elman on This File');
    const dashboard = new Dashboard(workbench);
    await workbench.editor.focus();
    await workbench.command('Train N-gram on This File');
    await workbench.choose('8-gram');
    await workbench.choose('Kneser-Ney, modified');
    await workbench.pane('Runs').getByText('english.txt · 8-gram').first().waitFor();
    await dashboard.waitForState('done');
    const rows = workbench.pane('Runs').locator('.monaco-list-row');
    await workbench.selectRows(
      rows.filter({ hasText: 'english.txt · 8-gram' }),
      workbench.runs('Runs').first(),
    );
    await workbench.contextMenu(workbench.runs('Runs').first(), 'Mix Models…');
    await picture('mix-pick');
    // Both models are checked by default.
    await workbench.check(/ · english.txt$/, /8-gram$/);
    await workbench.choose('Equal weights');
    await workbench.pane('Runs').getByText('english.txt · 8-gram + elman tanh 50').first().waitFor();
    await workbench.editor.select('We are accounted poor citizens, the patricians good.');
    await workbench.command('Compare Models on This Text…');
    await picture('compare-pick');
    await workbench.check(/ · english.txt$/, /8-gram$/, /8-gram \+ .* · english.txt$/);
    await workbench.page.locator('.tab.active', { hasText: 'Models on english.txt' }).waitFor();
    await workbench.editor.lines.filter({ hasText: 'cover the same characters (52)' }).waitFor();
    await picture('compare');
    const [network, ngrams, mixture] = [
      'elman tanh 50 · english.txt',
      'english.txt · 8-gram',
      'english.txt · 8-gram + elman tanh 50 · english.txt',
    ];
    await untilEqual(async () => [...(await bitsPerCharacter()).keys()].sort(), [network, ngrams, mixture]);
    const bits = await bitsPerCharacter();
    const bitsOf = (name: string) => bits.get(name) ?? assert.fail(name);
    assert.ok(bitsOf(mixture) <= (bitsOf(network) + bitsOf(ngrams)) / 2);
  });
});
