import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { Preview, type Shot } from '../webview/preview/preview';
import { themeNames } from '../webview/preview/themes';
import { violationsOf, violationsOfTheme } from './support/violations';

describe('the editor of a model file, as a page', () => {
  let preview: Preview;
  let tab: Page;
  before(async () => {
    preview = await Preview.start();
  });
  after(() => preview?.dispose());

  async function open(modelFile: Shot['modelFile'], shot: Partial<Shot> = {}): Promise<void> {
    tab = await preview.open({ theme: 'dark', width: 900, modelFile, ...shot }, 900);
  }
  const action = () => tab.evaluate('window.action');
  const button = (name: string) => tab.getByRole('button', { name });

  it('shows what was read of a large file, and finds n-grams', async () => {
    await open('ngrams');
    await tab.getByText('Read: 12.6 MB, from the beginning and 16 places after it.').waitFor();
    await tab.getByText('The search covers 3,000 of the 5,400,000 entries in the header.').waitFor();
    await tab.getByText('3,000 entries found').waitFor();
    await tab.locator('vscode-text-field').locator('input').fill('2: king');
    await tab.getByText('500 entries found').waitFor();
    const first = tab.locator('.rows tbody tr:not(.space) td').first();
    await first.getByText('king of', { exact: true }).waitFor();
  });

  it('uses and compares the file, and shows what went wrong', async () => {
    await open('ngrams');
    await button('Use as Active Model').click();
    await tab.waitForFunction('window.action === "use"');
    await button('Compare…').click();
    await tab.getByRole('alert').getByText('There is no other model.').waitFor();
  });

  it('can only be looked at until the workspace is trusted', async () => {
    await open('restricted');
    await tab.getByText('Trust the workspace to use this file.').waitFor();
    assert.ok(await button('Use as Active Model').isDisabled());
    await button('Open in Text Editor').click();
    await tab.waitForFunction('window.action === "text"');
    await tab.evaluate('window.trust()');
    await tab.locator('vscode-button:not([disabled])', { hasText: 'Use as Active Model' }).waitFor();
    assert.equal(await action(), 'text');
  });

  it('shows damage with its place and offers nothing that needs a whole model', async () => {
    await open('damaged');
    await tab.getByText('The 2-grams of "cut.arpa" end at line 812').waitFor();
    assert.equal(await button('Use as Active Model').count(), 0);
  });

  it('shows names from files as text, never as HTML', async () => {
    await open('tensors');
    await tab.getByText('<img src=x onerror=alert(1)>').first().waitFor();
    assert.equal(await tab.locator('img').count(), 0);
  });

  for (const theme of themeNames)
    it(`meets WCAG 2.2 AA, wide and narrow (${theme})`, async () => {
      for (const width of [300, 900]) {
        await open('ngrams', { theme, width });
        const violations = theme === 'dark' ? violationsOf : violationsOfTheme;
        assert.deepEqual(await violations(tab), [], String(width));
      }
    });

  it('fits a page of 300 pixels in Japanese', async () => {
    for (const modelFile of ['ngrams', 'tensors', 'vectors'] as const) {
      await open(modelFile, { width: 300, language: 'ja' });
      const overflow = await tab.evaluate('document.documentElement.scrollWidth - innerWidth');
      assert.ok(Number(overflow) <= 0, `${modelFile}: ${overflow}`);
    }
  });
});
