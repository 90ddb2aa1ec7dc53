import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { checkout } from '../host/lib/paths';
import { openWorkbench } from './support/openWorkbench';
import { SavedModels } from './support/savedModels';
import { titleOf } from './support/titles';
import { until } from './support/until';
import type { Workbench } from './support/workbench';

/** The folder for screenshots during the tests. Undefined if no screenshots are taken. */
const pictures = process.env.ELMAN_TEST_PICTURES;

describe('a user trains a linear dynamical system and a hidden Markov model, in Japanese', () => {
  let folder: string;
  let workbench: Workbench;
  let saved: SavedModels;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'elman-e2e-'));
    cpSync(path.join(checkout, 'media/samples/japanese.txt'), path.join(folder, 'japanese.txt'));
    const settings = { 'editor.minimap.enabled': false };
    workbench = await openWorkbench({ folder, language: 'ja', settings });
    saved = new SavedModels(workbench, 'ja');
  });
  after(async () => {
    await workbench?.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  const picture = async (name: string) => {
    if (pictures) await workbench.screenshot(path.join(pictures, `${name}.png`));
  };
  const command = (name: string) => workbench.command(titleOf(name, 'ja'));

  it('trains the system, saves it, opens the file, and reads the same perplexity', async () => {
    await workbench.openFile('japanese.txt');
    await command('trainLds');
    await saved.answer({ 状態の数: 2, 反復回数: 1, テキスト全体を読む回数: 1 });
    await workbench.toast(/アクティブなモデル: japanese\.txt · 線形動的システム 2。.*EM の反復回数: 1/);
    await workbench.openContainer('Elman');
    await saved.row(/japanese\.txt · 線形動的システム 2.*状態数: 2/).waitFor();
    const sentence = '親譲りの無鉄砲で小供の時から損ばかりしている';
    const first = await saved.perplexity('japanese.txt', sentence);
    await picture('lds-ja');
    const file = path.join(folder, 'system.safetensors');
    await saved.save(/線形動的システム 2/, 'saveLds', file);
    await saved.open(file);
    await workbench.toast(/system\.safetensors \(lds · 2/);
    assert.equal(await saved.perplexity('japanese.txt', sentence), first);
  });

  it('reads the page of the states of a hidden Markov model 300 pixels wide', async () => {
    await command('trainHmm');
    await saved.answer({ 状態の数: 3, 反復回数: 2, 初期値の数: 1 });
    await workbench.choose('テキスト全体を 1 つの系列とする');
    const row = saved.row(/隠れマルコフモデル 3/);
    await workbench.contextMenu(row, titleOf('showStates', 'ja'));
    const page = await workbench.frame('main.inspection');
    const rows = page.locator('.states tbody tr');
    await until('three states', async () => (await rows.count()) === 3);
    await workbench.command('Notifications: Clear All Notifications');
    await picture('states-ja');
    await workbench.page.setViewportSize({ width: 1400, height: 900 });
    const width = () => page.evaluate(() => innerWidth);
    const wide = await width();
    await workbench.hideSideBar();
    await workbench.page.setViewportSize({ width: 660, height: 900 });
    await until('a narrow page', async () => (await width()) < Math.min(wide, 330));
    await picture('states-ja-narrow');
    const boxes = page.locator('html, .states-content > .table-frame');
    const widths = await boxes.evaluateAll(found => found.map(each => [each.scrollWidth, each.clientWidth]));
    assert.equal(widths.length, 2);
    for (const [needed, shown] of widths) assert.ok(needed <= shown, `${needed} pixels in ${shown}`);
  });
});
