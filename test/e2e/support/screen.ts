import * as path from 'node:path';
import type { Frame, Page } from 'playwright-core';

/** A folder for pictures, one of every open window when a test fails. Undefined if no pictures are taken. */
const pictures = process.env.ELMAN_TEST_PICTURES;
/** Maximum number of characters that are printed of a page inside a window. */
const LENGTH = 1500;
/** The text at the start of every line that describes a window. */
const MARGIN = '  | ';

const windows = new Set<Page>();

/** Makes `screens` describe this window until the window is closed. */
export function watch(page: Page): void {
  if (windows.has(page)) return;
  windows.add(page);
  page.once('close', () => windows.delete(page));
}

/**
 * Returns a description of what the open windows show. Printed when a test fails, so that the cause can be
 * seen in the log.
 */
export async function screens(): Promise<string> {
  const all = await Promise.all([...windows].map(describeWindow));
  return all.join('\n').replaceAll(/^/gm, MARGIN);
}

async function describeWindow(page: Page, place: number): Promise<string> {
  try {
    if (pictures) await page.screenshot({ path: path.join(pictures, `failed-${process.pid}-${place}.png`) });
    const isWorkbench = (await page.locator('.monaco-workbench').count()) > 0;
    if (!isWorkbench) return await describePage(page.mainFrame());
    const inner = page.frames().filter(frame => frame.url().includes('fake.html'));
    const pages = await Promise.all(inner.map(describePage));
    return [await page.evaluate(readWorkbench), ...pages].join('\n');
  } catch (error) {
    return `a window that cannot be read: ${error}`;
  }
}

/** Returns a description of a page: its content, and where the focus is. */
async function describePage(frame: Frame): Promise<string> {
  const text = await frame.locator('body').ariaSnapshot();
  const focus = await frame.evaluate(() => document.hasFocus() && document.activeElement?.tagName);
  return `page${focus ? `, focus on ${focus}` : ''}: ${text.replaceAll(/\s+/g, ' ').slice(0, LENGTH)}`;
}

/**
 * Returns one line for each part of VS Code that is visible. Runs in the window, so it must not use other
 * functions.
 */
function readWorkbench(): string {
  const shown = (selector: string, name = '') =>
    [...document.querySelectorAll<HTMLElement>(selector)]
      .filter(element => element.checkVisibility())
      .map(element => (element.getAttribute(name) ?? element.textContent).replaceAll(/\s+/g, ' ').trim())
      .filter(text => text !== '');
  const focus = document.activeElement;
  const [input] = [
    ...document.querySelectorAll<HTMLInputElement>('.quick-input-widget input[type=text]'),
  ].filter(element => element.checkVisibility());
  const parts = {
    focus: [`${focus?.tagName}.${focus?.className} ${focus?.getAttribute('aria-label') ?? ''}`],
    'quick input': shown('.quick-input-titlebar, .quick-input-message'),
    typed: input ? [JSON.stringify(input.value)] : [],
    rows: shown('.quick-input-list .monaco-list-row', 'aria-label'),
    dialog: shown('.monaco-dialog-box'),
    notifications: shown('.notifications-toasts .notification-list-item'),
    tabs: shown('.tab.active', 'aria-label'),
    'side bar': shown('.part.sidebar .monaco-list-row', 'aria-label'),
    'status bar': shown('.part.statusbar .statusbar-item'),
  };
  return Object.entries(parts)
    .filter(([, texts]) => texts.length > 0)
    .map(([name, texts]) => `${name}: ${texts.join(' / ')}`)
    .join('\n');
}

// If a test fails, adds what the open windows show to its error, also if the cause is not that `until` waited
// too long. The program that takes the README's screenshots runs without mocha and has no `afterEach`.
if ('afterEach' in globalThis) {
  afterEach(async function () {
    const { state, err } = this.currentTest ?? {};
    if (state === 'failed' && err && !err.message.includes(MARGIN)) err.message += `\n${await screens()}`;
  });
}
