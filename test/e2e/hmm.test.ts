import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { checkout } from '../host/lib/paths';
import { openWorkbench, themeNames } from './support/openWorkbench';
import { SavedModels } from './support/savedModels';
import { until } from './support/until';
import type { Workbench } from './support/workbench';

/** The folder for screenshots during the tests. Undefined if no screenshots are taken. */
const pictures = process.env.ELMAN_TEST_PICTURES;

describe('a user trains hidden Markov models and linear dynamical systems', () => {
  let folder: string;
  let workbench: Workbench;
  let saved: SavedModels;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'elman-e2e-'));
    for (const file of ['english.txt', 'japanese.txt'])
      cpSync(path.join(checkout, 'media/samples', file), path.join(folder, file));
    workbench = await openWorkbench({ folder, settings: { 'editor.minimap.enabled': false } });
    saved = new SavedModels(workbench, 'en');
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
        states.some(row => new RegExp(`${letters} \\d`).test(row)),
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
    await saved.answer({ 'Number of states': 3, 'Number of iterations': 4, 'Number of random starts': 1 });
    await workbench.choose('Each line is a sequence');
    await workbench.openContainer('Elman');
    await saved.row(/japanese\.txt · hidden Markov model 3/).waitFor();
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
    await saved.answer({ 'after the 4 completed ones': 2 });
    await workbench.toast(/hidden Markov model 3 2" is ready/);
  });

  it('sees the states in the other kinds of themes, and each has its own colour', async () => {
    for (const theme of [themeNames.light, themeNames.highContrast, themeNames.highContrastLight]) {
      await workbench.chooseTheme(theme);
      await picture(`hmm-${theme.toLowerCase().replaceAll(' ', '-')}`);
    }
    const patches = (await page()).locator('.state-patch');
    const colours = await patches.evaluateAll(found =>
      found.map(each => getComputedStyle(each).backgroundColor),
    );
    assert.equal(new Set(colours).size, 3, colours.join());
    await workbench.chooseTheme(themeNames.dark);
  });

  it('saves the hidden Markov model, opens the file, and reads the same perplexity', async () => {
    await workbench.command('View: Close All Editors');
    const file = path.join(folder, 'states.safetensors');
    const sentence = '親譲りの無鉄砲で小供の時から損ばかりしている';
    const first = await saved.perplexity('japanese.txt', sentence);
    await saved.save(/japanese\.txt · hidden Markov model 3,/, 'saveHmm', file);
    assert.ok(existsSync(file));
    await saved.open(file);
    await workbench.toast(/Active model: states\.safetensors \(hmm · 3/);
    assert.equal(await saved.perplexity('japanese.txt', sentence), first);
  });

  it('trains a linear dynamical system, looks inside, saves it, and reads the same perplexity', async () => {
    await workbench.openFile('english.txt');
    await workbench.command('Train Linear Dynamical System on This Text…');
    await saved.answer({ 'Number of states': 4, 'Number of iterations': 2, 'Number of passes': 2 });
    const toast = await workbench.toast(/linear dynamical system 4" is ready/);
    await toast.getByRole('button', { name: 'Use This Model' }).click();
    const name = /english\.txt · linear dynamical system 4,/;
    await saved.row(/linear dynamical system 4, Active model/).waitFor();
    const sentence = 'We are accounted poor citizens, the patricians good.';
    const first = await saved.perplexity('english.txt', sentence);
    await picture('lds-hover');
    const file = path.join(folder, 'system.safetensors');
    await saved.save(name, 'saveLds', file);
    await workbench.contextMenu(saved.row(name), 'Inspect Network');
    const tabs = (await page()).getByRole('tab');
    await until(
      'the tabs',
      async () => (await tabs.allTextContents()).join() === 'Trajectories,Clusters,Units',
    );
    const points = (await page()).locator('.trajectories canvas');
    await until('the path of the states', async () => (await points.count()) > 0);
    await picture('lds-inside');
    await workbench.contextMenu(saved.row(name), 'Train Linear Dynamical System Further…');
    await saved.answer({ 'after the 2 completed ones': 1 });
    await workbench.toast(/linear dynamical system 4 2" is ready/);
    await workbench.command('View: Close All Editors');
    await saved.open(file);
    await workbench.toast(/Active model: system\.safetensors \(lds · 4/);
    assert.equal(await saved.perplexity('english.txt', sentence), first);
  });
});
