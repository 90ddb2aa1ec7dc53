import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { Preview, type Shot } from '../webview/preview/preview';
import { themeNames } from '../webview/preview/themes';
import { tabThrough } from './support/focus';
import { framesDrawn } from './support/frames';
import { watch } from './support/screen';
import { untilEqual } from './support/until';
import { violationsOf, violationsOfTheme } from './support/violations';

describe('the page of a translator in a browser', () => {
  let preview: Preview;
  let tab: Page;
  before(async () => {
    preview = await Preview.start();
  });
  after(() => preview?.dispose());

  const open = async (shot: Partial<Shot> = {}) => {
    tab = await preview.open({ theme: 'dark', width: 900, targets: true, ...shot }, 900);
    watch(tab);
    await framesDrawn(tab);
  };
  const press = (name: string | RegExp) => tab.getByRole('button', { name }).click();
  const saved = (name: string) => tab.evaluate(key => key in window, name);

  for (const theme of themeNames)
    it(`meets WCAG 2.2 AA, wide and narrow, and never scrolls sideways (${theme})`, async () => {
      for (const shot of [{ width: 300 }, { width: 1400, language: 'ja' }]) {
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

  it('shows the alignment of the chosen source and target, and markup as text', async () => {
    await open();
    const targets = tab.getByRole('combobox', { name: 'Target' });
    const options = () => targets.locator('option').allTextContents();
    assert.deepEqual(await options(), ['。るあで猫は輩吾 · 0.930', 'るあで猫は輩吾 · 0.010']);
    await press(/<b>markup<\/b>/);
    assert.equal((await options())[0].slice(0, 11), 'sknalb dna ');
    const height = () => tab.locator('.alignment canvas').evaluate(canvas => canvas.clientHeight);
    const before = await height();
    await targets.selectOption('1');
    await untilEqual(async () => (await height()) < before, true);
  });

  it('has no alignment for a source without a target, and says why', async () => {
    await open();
    await press('🐈');
    assert.equal(await tab.locator('.alignment canvas').isVisible(), false);
    assert.match((await tab.locator('tr', { hasText: '🐈' }).locator('.note').textContent()) ?? '', /know/);
  });

  it('copies the targets', async () => {
    await open();
    await tab.locator('vscode-button', { hasText: 'Copy Targets' }).click();
    await untilEqual(() => saved('copied'), true);
  });
});
