import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { checkout } from '../host/lib/paths';
import { openWorkbench } from './support/openWorkbench';
import { until } from './support/until';
import type { Workbench } from './support/workbench';

/** The folder for screenshots during the tests. Undefined if no screenshots are taken. */
const pictures = process.env.ELMAN_TEST_PICTURES;

describe('a user trains hidden Markov models', () => {
  let folder: string;
  let workbench: Workbench;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'elman-e2e-'));
    for (const file of ['english.txt', 'japanese.txt'])
      cpSync(path.join(checkout, 'media/samples', file), path.join(folder, file));
    workbench = await openWorkbench({ folder, settings: { 'editor.minimap.enabled': false } });
  });
  after(async () => {
    await workbench?.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  const picture = async (name: string) => {
    if (pictures) await workbench.screenshot(path.join(pictures, `${name}.png`));
  };
  const page = () => workbench.frame('main.inspection');

  it('finds vowels and consonants with one command, in colours and on the page of the states', async () => {
    await workbench.openFile('english.txt');
    await workbench.command('Find Vowels and Consonants in This Text');
    const rows = (await page()).locator('.states tbody tr');
    await until('two states', async () => (await rows.count()) === 2);
    const states = await rows.allTextContents();
    for (const letters of ['e', 't'])
      await until(`a state of ${letters}`, async () =>
        states.some(row => new RegExp(`\\b${letters} \\d`).test(row)),
      );
    await workbench.statusBar(/states: 2/);
    const hover = await workbench.editor.hover('First', 'State');
    await until('the hover', async () => /State \d: probability/.test((await hover.textContent()) ?? ''));
    await picture('hmm-vowels');
    await workbench.command('View: Close All Editors');
  });

  it('trains three states on a Japanese text, and sees their transitions as a table', async () => {
    await workbench.openFile('japanese.txt');
    await workbench.command('Train Hidden Markov Model on This Text…');
    const answers = { 'Number of states': '3', 'Number of iterations': '4', 'Number of random starts': '1' };
    for (const [question, number] of Object.entries(answers)) {
      await workbench.page.locator('.quick-input-widget', { hasText: question }).waitFor();
      await workbench.enter(number);
    }
    await workbench.choose('Each line is a sequence');
    await workbench.openContainer('Elman');
    const row = { name: /japanese\.txt · hidden Markov model 3/ };
    await workbench.pane('Runs').getByRole('treeitem', row).first().waitFor();
    const toast = await workbench.toast(/hidden Markov model 3" is ready/);
    await toast.getByRole('button', { name: 'Use This Model' }).click();
    await workbench.openFile('japanese.txt');
    await workbench.command('Colour Text by State');
    await workbench.statusBar(/states: 3/);
    await workbench.command('Show States of Hidden Markov Model');
    const part = (await page()).locator('.states');
    await until('three states', async () => (await part.locator('tbody tr').count()) === 3);
    await part.getByRole('button', { name: 'More actions' }).click();
    await (await page()).getByRole('menuitemcheckbox', { name: 'Values as a table' }).click();
    await until('the transitions', async () => (await part.locator('tbody tr').count()) === 6);
    await picture('hmm-japanese');
    await workbench.ask('Train Hidden Markov Model Further…', workbench.quickItem(/japanese\.txt/));
    await workbench.choose(/japanese\.txt/);
    await workbench.page.locator('.quick-input-widget', { hasText: 'after the 4 completed ones' }).waitFor();
    await workbench.enter('2');
    await workbench.toast(/hidden Markov model 3 2" is ready/);
  });

  it('sees the states in the other kinds of themes, and each has its own colour', async () => {
    for (const theme of ['Light Modern', 'Dark High Contrast', 'Light High Contrast']) {
      await workbench.chooseTheme(theme);
      await picture(`hmm-${theme.toLowerCase().replaceAll(' ', '-')}`);
    }
    const patches = (await page()).locator('.state-patch');
    const colours = await patches.evaluateAll(found =>
      found.map(each => getComputedStyle(each).backgroundColor),
    );
    assert.equal(new Set(colours).size, 3, colours.join());
  });
});
