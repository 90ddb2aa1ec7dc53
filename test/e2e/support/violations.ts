import { readFileSync } from 'node:fs';
import type * as axe from 'axe-core';
import type { Page } from 'playwright-core';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * Returns the violations of WCAG 2.2 AA and of good practice that axe-core finds in a page: the rule and the
 * element.
 */
export async function violationsOf(tab: Page): Promise<string[]> {
  await tab.evaluate(readFileSync('node_modules/axe-core/axe.min.js', 'utf8'));
  return tab.evaluate(async runOnly => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, { runOnly });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`));
  }, rules);
}
