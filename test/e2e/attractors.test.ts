import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { openWorkbench } from './support/openWorkbench';
import { titleOf } from './support/titles';
import { HANGS } from './support/until';
import type { Workbench } from './support/workbench';

const LINES = [
  'First Citizen:',
  'Speak, speak.',
  'First Citizen:',
  'You are all resolved rather to die than',
  'All:',
];

describe('a user stores lines of a text in an attractor network', () => {
  let folder: string;
  let userDataDir: string;
  let workbench: Workbench;

  const open = (language?: string) => openWorkbench({ folder, userDataDir, language });
  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'elman-e2e-'));
    userDataDir = mkdtempSync(path.join(tmpdir(), 'elman-data-'));
    writeFileSync(path.join(folder, 'lines.txt'), `${LINES.join('\n')}\n`);
    writeFileSync(path.join(folder, 'empty.txt'), '\n \n');
    workbench = await open();
  });
  after(async () => {
    await workbench?.dispose();
    for (const each of [folder, userDataDir]) rmSync(each, { recursive: true, force: true });
  });

  const shows = async (selector: string, hasText: string | RegExp) =>
    (await workbench.frame('.attractors')).locator(selector, { hasText }).first().waitFor({ timeout: HANGS });

  it('says that a text has no lines', async () => {
    await workbench.openFile('empty.txt');
    await workbench.command(titleOf('openAttractors', 'en'));
    await workbench.page
      .locator('.notification-list-item-message', { hasText: '"empty.txt" has no line with a character' })
      .first()
      .waitFor();
  });

  it('damages a line, watches it settle, and sees the capacity', async () => {
    await workbench.openFile('lines.txt');
    await workbench.command(titleOf('openAttractors', 'en'));
    await shows('h1', 'Attractor network of lines.txt');
    await shows('.note', 'Distinct lines: 4 · Cut after 32 characters: 1 · Repeated and left out: 1');
    await shows('.end', 'Recalled: the state ended at line 1. Bits that differ: 0 of 512.');
    await shows('.capacity', /^Lines of this text: .* Random patterns: about \d+\. .*0\.138 N = 70\.7\.$/);
  });

  it('finds the page as it was after the window was reloaded', async () => {
    const page = await workbench.frame('.attractors');
    await page.getByRole('combobox', { name: 'Line' }).selectOption('1');
    await shows('.end', 'Recalled: the state ended at line 2');
    await workbench.stored('editorpart.state', 'elman.attractorsPanel', '"line":1');
    await workbench.reload();
    await shows('.end', 'Recalled: the state ended at line 2');
  });

  it('stores the selected lines, in Japanese', async () => {
    await workbench.dispose();
    workbench = await open('ja');
    await workbench.openFile('lines.txt');
    await workbench.editor.select('Speak, speak.');
    await workbench.command(titleOf('openAttractors', 'ja'));
    const frame = await workbench.frame('.attractors .note:text("異なる行: 1")');
    await frame.locator('h1', { hasText: 'lines.txt のアトラクターネットワーク' }).waitFor();
    await frame
      .locator('.end', { hasText: '想起できました: 行 1 に落ち着きました。' })
      .waitFor({ timeout: HANGS });
    assert.equal(await frame.locator('.states dd').first().textContent(), 'Speak, speak.');
  });
});
