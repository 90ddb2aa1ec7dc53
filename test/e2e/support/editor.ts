import type { Locator, Page } from 'playwright-core';
import { until } from './until';

export interface Heat {
  /** The sum of the widths of the coloured ranges, in pixels. */
  readonly painted: number;
  readonly colours: readonly string[];
  /** The styles of the lines that are drawn below the text. */
  readonly underlines: readonly string[];
}

/** Reads and operates the active text editor. */
export class Editor {
  constructor(private readonly page: Page) {}

  get lines(): Locator {
    return this.page.locator('.editor-group-container.active .monaco-editor .view-line');
  }

  /** Returns the text on the screen, without inline suggestions. */
  async text(): Promise<string> {
    // Editors draw spaces as no-break spaces.
    return (await this.lines.evaluateAll(textOf)).replaceAll('\u00a0', ' ');
  }

  get ghostText(): Locator {
    return this.page.locator('.ghost-text-decoration');
  }

  /**
   * Focuses the editor. Presses the key until the editor has the focus: a page in the side bar that has the
   * focus passes keys on late.
   */
  async focus(): Promise<void> {
    const focused = this.page.locator('.editor-group-container.active .monaco-editor.focused');
    await this.pressUntil('Control+1', focused);
  }

  /** Selects the next occurrence of a text with the find widget. */
  async select(text: string): Promise<void> {
    await this.focus();
    const find = this.page.locator('.find-widget.visible');
    await this.pressUntil('Control+F', find);
    await find.locator('.find-part textarea').fill(text);
    await find.locator('.matchesCount', { hasText: / of [1-9]/ }).waitFor();
    await find.locator('.codicon-widget-close').click();
    await this.page.locator('.find-widget:not(.visible)').waitFor({ state: 'attached' });
  }

  async selectAll(): Promise<void> {
    await this.focus();
    await this.page.keyboard.press('Control+A');
  }

  /**
   * Moves the mouse over a visible text. Returns the hover when it contains `says`, because the hover may
   * first show that it is loading.
   */
  async hover(text: string, says: string | RegExp): Promise<Locator> {
    const contents = this.page.locator('.monaco-hover:not(.hidden, .workbench-hover) .hover-contents');
    const hover = contents.filter({ hasText: says }).first();
    await until(`a hover over "${text}"`, async () => {
      const place = await this.page.evaluate(placeOf, text);
      if (!place) return false;
      await this.page.mouse.move(place.x - 2, place.y);
      await this.page.mouse.move(place.x, place.y);
      return isThere(hover);
    });
    return hover;
  }

  /** Returns the colours and lines that extensions added to the visible text. */
  heat(): Promise<Heat> {
    const overlays = this.page.locator('.editor-group-container.active .view-overlays');
    return overlays.locator('.cdr[class*="TextEditorDecorationType"]').evaluateAll(heatOf);
  }

  /** Presses a key until the key has its effect. Pressing the key twice must be harmless. */
  private async pressUntil(key: string, effect: Locator): Promise<void> {
    await until(`${key} to have its effect`, async () => {
      await this.page.keyboard.press(key);
      return isThere(effect);
    });
  }
}

/** Returns whether the element appears within two seconds. */
function isThere(locator: Locator): Promise<boolean> {
  return locator.waitFor({ timeout: 2_000 }).then(
    () => true,
    () => false,
  );
}

/**
 * Runs in the page. Returns the text of the lines from top to bottom. In the DOM, they can be in any order.
 */
function textOf(lines: readonly Element[]): string {
  const placed = lines.map(line => ({
    top: line.getBoundingClientRect().top,
    line: line.cloneNode(true) as Element,
  }));
  for (const { line } of placed)
    for (const ghost of line.querySelectorAll('.ghost-text-decoration')) ghost.remove();
  return placed
    .sort((a, b) => a.top - b.top)
    .map(({ line }) => line.textContent)
    .join('\n');
}

/** Runs in the page. Returns the colours and lines of the decorations, which are elements behind the text. */
function heatOf(decorations: readonly Element[]): Heat {
  const colours = new Set<string>();
  const underlines = new Set<string>();
  let painted = 0;
  for (const decoration of decorations) {
    painted += decoration.getBoundingClientRect().width;
    const { backgroundColor, borderBottomStyle, borderBottomWidth } = getComputedStyle(decoration);
    colours.add(backgroundColor);
    if (borderBottomStyle !== 'none') underlines.add(`${borderBottomWidth} ${borderBottomStyle}`);
  }
  return { painted, colours: [...colours], underlines: [...underlines] };
}

/**
 * Runs in the page. Returns the position of the middle of a text in a line of an editor. Treats no-break
 * spaces as spaces, because editors draw spaces as no-break spaces.
 */
function placeOf(text: string): { x: number; y: number } | undefined {
  for (const line of document.querySelectorAll('.editor-group-container.active .view-line')) {
    const nodes = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
      const start = (node.textContent ?? '').replaceAll('\u00a0', ' ').indexOf(text);
      if (start < 0) continue;
      const range = document.createRange();
      range.setStart(node, start);
      range.setEnd(node, start + text.length);
      const { left, top, width, height } = range.getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2 };
    }
  }
  return undefined;
}
