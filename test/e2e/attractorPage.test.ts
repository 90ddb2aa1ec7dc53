import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { Preview, type Shot } from '../webview/preview/preview';
import { themeNames } from '../webview/preview/themes';
import { tabThrough } from './support/focus';
import { framesDrawn } from './support/frames';
import { watch } from './support/screen';
import { untilEqual } from './support/until';
import { violationsOf, violationsOfTheme } from './support/violations';

describe('the page of an attractor network in a browser', () => {
  let preview: Preview;
  let tab: Page;
  before(async () => {
    preview = await Preview.start();
  });
  after(() => preview?.dispose());

  const open = async (shot: Partial<Shot> = {}) => {
    tab = await preview.open({ theme: 'dark', width: 900, attractors: 'english', ...shot }, 900);
    watch(tab);
    await tab.locator('.capacity', { hasText: /0\.138 N/ }).waitFor();
    await framesDrawn(tab);
  };
  const end = () => tab.locator('.end').textContent();
  const endsAs = async (pattern: RegExp) => untilEqual(async () => pattern.test((await end()) ?? ''), true);
  /** The row of states with this index: the stored line, the start, and the step shown. */
  const row = (index: number) => tab.locator('.states dd').nth(index).textContent();
  const choose = (name: string, key: string) => tab.getByRole('combobox', { name }).selectOption(key);
  const move = (name: string, value: number) => tab.getByRole('slider', { name }).fill(String(value));
  const press = (label: string) => tab.locator('vscode-button', { hasText: label }).click();

  for (const theme of themeNames)
    it(`meets WCAG 2.2 AA, wide and narrow, and never scrolls sideways (${theme})`, async () => {
      for (const shot of [{ width: 300 }, { width: 1400, language: 'ja', attractors: 'japanese' as const }]) {
        await open({ theme, ...shot });
        const violations = theme === 'dark' ? violationsOf : violationsOfTheme;
        assert.deepEqual(await violations(tab), [], JSON.stringify(shot));
        const overflows = await tab.evaluate(() => document.documentElement.scrollWidth > innerWidth);
        assert.equal(overflows, false, JSON.stringify(shot));
      }
    });

  it('reaches every control by the Tab key, and shows the focus', async () => {
    await open();
    const { stops, missed } = await tabThrough(tab);
    assert.deepEqual(missed, []);
    assert.deepEqual(
      stops.filter(({ isSeen, name }) => !isSeen || name === ''),
      [],
    );
  });

  it('recalls a damaged line, and shows every step', async () => {
    await open();
    await endsAs(/^Recalled: the state ended at line 1\. Bits that differ: 0 of 512\.$/);
    assert.equal((await row(2))?.trimEnd(), 'First Citizen:');
    assert.equal(await row(0), 'First Citizen:');
    await press('First Step');
    await untilEqual(() => row(2), await row(1));
    assert.notEqual((await row(2))?.trimEnd(), 'First Citizen:');
    const figures = () => tab.locator('.recall > .note', { hasText: 'Sweeps' }).textContent();
    assert.match((await figures()) ?? '', /^Sweeps: 0 · Energy: -[\d,]+ · Wrong bits: 51 of 512$/);
    await press('Play');
    await untilEqual(async () => (await row(2))?.trimEnd(), 'First Citizen:');
    const [energy, distances] = await tab.locator('.plots h2').allTextContents();
    assert.deepEqual([energy, distances], ['Energy', 'Distance to the stored lines']);
  });

  it('adds lines until recall breaks, and says how it ended', async () => {
    await open();
    await move('Stored lines', 9);
    await choose('Line', '2');
    await endsAs(/^Ended at a (mixed|spurious) state/);
    assert.match((await tab.locator('.capacity').textContent()) ?? '', /^Lines of this text: [3-8]\. Random/);
    // One step of attention recalls the line all the same.
    await choose('Recall by', 'attention');
    await endsAs(/^Recalled: the state ended at line 3/);
    await tab.locator('th', { hasText: 'Weight' }).waitFor();
    assert.equal(await tab.locator('.plots .plot:visible').count(), 0);
    await move('Inverse temperature', -3);
    await endsAs(/^Ended at a mixed state/);
    // With fewer lines, the last of them is chosen.
    await move('Stored lines', 2);
    await untilEqual(() => tab.getByRole('combobox', { name: 'Line' }).inputValue(), '1');
  });

  it('settles in the inverse of a line, and starts from a typed text', async () => {
    await open({ attractors: 'one line' });
    assert.match((await tab.locator('.capacity').textContent()) ?? '', /at least 1, which is all of them/);
    await move('Damage', 0.95);
    await endsAs(/^Ended at the inverse of line 1/);
    await choose('Start', 'typed');
    await tab.getByRole('textbox', { name: 'Typed text' }).fill('The only line');
    await endsAs(/^Recalled: the state ended at line 1/);
    assert.equal((await row(2))?.trimEnd(), 'The only line 🐈');
  });

  it('damages other bits, and characters', async () => {
    await open();
    const first = await row(1);
    await press('Damage Other Bits');
    await untilEqual(async () => (await row(1)) === first, false);
    await choose('Start', 'erase');
    await move('Damage', 0.5);
    await tab.locator('.states .unreadable').first().waitFor();
  });

  it('stores the text and the choice, so that VS Code can restore the page', async () => {
    await open();
    await move('Stored lines', 5);
    const kept = () => tab.evaluate(() => Object(window).state);
    await untilEqual(async () => (await kept()).choice.stored, 5);
    assert.equal((await kept()).text.collected.lines.length, 9);
  });
});
