import { readFileSync } from 'node:fs';
import type * as axe from 'axe-core';
import type { Page } from 'playwright-core';

const axeSource = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * The accessibility rules whose results depend on colours and borders, and so on the theme. The results of
 * all other rules depend only on the elements.
 */
const rulesOfThemes = ['color-contrast', 'link-in-text-block', 'target-size'];

/**
 * Returns the violations of WCAG 2.2 AA and of good practice that axe-core finds in a page. Each violation
 * consists of the rule and the element.
 */
export function violationsOf(tab: Page): Promise<string[]> {
  return violationsAgainst(tab, rules);
}

/** Returns the violations of those rules whose results may be different in another theme. */
export function violationsOfTheme(tab: Page): Promise<string[]> {
  return violationsAgainst(tab, rulesOfThemes);
}

async function violationsAgainst(tab: Page, rules: readonly string[]): Promise<string[]> {
  if (!(await tab.evaluate(() => 'axe' in window))) await tab.evaluate(axeSource);
  return tab.evaluate(
    async runOnly => {
      const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
        runOnly,
        // Leaves out what this function does not return, which takes most of the time.
        resultTypes: ['violations'],
        selectors: false,
      });
      return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`));
    },
    [...rules],
  );
}
