import { readFileSync } from 'node:fs';
import type * as axe from 'axe-core';
import type { Page } from 'playwright-core';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe-core finds in a page against WCAG 2.2 AA, and against good practice: the rule, and where. */
export async function violationsOf(tab: Page): Promise<string[]> {
  await tab.evaluate(readFileSync('node_modules/axe-core/axe.min.js', 'utf8'));
  return tab.evaluate(async runOnly => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, { runOnly });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`));
  }, rules);
}
