import type { Frame, Locator } from 'playwright-core';
import type { Workbench } from './workbench';

/** The dashboard page with several runs side by side. */
export class Comparison {
  constructor(private readonly workbench: Workbench) {}

  frame(): Promise<Frame> {
    return this.workbench.frame('main.dashboard');
  }

  /** Chooses every run there is. */
  async compareAll(): Promise<void> {
    const { page } = this.workbench;
    await (await this.frame()).locator('.runs-bar vscode-button').click();
    const all = page.locator('.quick-input-widget .quick-input-check-all');
    await all.waitFor();
    await page.locator('.quick-input-list .monaco-list-row').first().waitFor();
    await all.click();
    await page.keyboard.press('Enter');
    await (await this.frame()).locator('.runs tbody tr').nth(1).waitFor();
  }

  /** The keys of the table's columns. */
  async heads(): Promise<string[]> {
    const heads = (await this.frame()).locator('.runs thead .sort');
    return heads.evaluateAll(all => all.map(head => (head as HTMLElement).dataset.key ?? ''));
  }

  /** The texts of a column, from the top. */
  async column(key: string): Promise<string[]> {
    const place = (await this.heads()).indexOf(key);
    const rows = (await this.frame()).locator('.runs tbody tr');
    return rows.evaluateAll((all, at) => all.map(row => row.children[at]?.textContent?.trim() ?? ''), place);
  }

  async sortBy(key: string): Promise<void> {
    await (await this.frame()).locator(`.runs .sort[data-key="${key}"]`).click();
  }

  async toggle(label: string): Promise<void> {
    await (await this.frame()).locator('label.toggle', { hasText: label }).click();
  }

  /** What the loss plot says of itself. */
  async loss(): Promise<string> {
    return (await (await this.plot()).locator('canvas').getAttribute('aria-label')) ?? '';
  }

  /** All that is drawn of the loss, to be compared. */
  async pixels(): Promise<string> {
    const canvas = (await this.plot()).locator('canvas');
    return canvas.evaluate(drawn => (drawn as HTMLCanvasElement).toDataURL());
  }

  /** Drags over the middle of the loss plot, and takes the mouse away. */
  async zoom(): Promise<void> {
    const { mouse } = this.workbench.page;
    const canvas = (await this.plot()).locator('canvas');
    await canvas.scrollIntoViewIfNeeded();
    const box = await canvas.boundingBox();
    if (!box) throw new Error('the plot is not on the screen');
    const y = box.y + box.height / 2;
    await mouse.move(box.x + box.width * 0.3, y);
    await mouse.down();
    await mouse.move(box.x + box.width * 0.6, y, { steps: 3 });
    await mouse.up();
    await mouse.move(box.x + box.width / 2, box.y - 60);
  }

  /** Presses the button, and answers where to. */
  async save(kind: 'PNG' | 'SVG', file: string): Promise<void> {
    const { page, quickInput } = this.workbench;
    await (await this.plot()).locator('.buttons button', { hasText: kind }).click();
    await page.locator('.quick-input-titlebar', { hasText: 'Save Plot' }).waitFor();
    await quickInput.fill(file);
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-titlebar', { hasText: 'Save Plot' }).waitFor({ state: 'hidden' });
  }

  /** Reads SVG with the browser's parser. */
  async parse(svg: string): Promise<{ root: string; paths: number; texts: string[] }> {
    return (await this.frame()).evaluate(text => {
      const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
      return {
        root: parsed.documentElement.tagName,
        paths: parsed.querySelectorAll('path').length,
        texts: [...parsed.querySelectorAll('text')].map(each => each.textContent ?? ''),
      };
    }, svg);
  }

  private async plot(): Promise<Locator> {
    return (await this.frame()).locator('.plot').first();
  }
}
