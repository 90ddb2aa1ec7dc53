import type { Frame, Locator } from 'playwright-core';
import { tick } from './checkBox';
import { until } from './until';
import type { Workbench } from './workbench';

/** Reads and operates the dashboard page with several runs, in any language. */
export class Comparison {
  constructor(private readonly workbench: Workbench) {}

  frame(): Promise<Frame> {
    return this.workbench.frame('main.dashboard');
  }

  /** Compares all `count` runs: ticks them in the list of runs. */
  async compareAll(count: number): Promise<void> {
    const { page } = this.workbench;
    await (await this.frame()).locator('.runs-bar vscode-button').first().click();
    const rows = this.workbench.quickRows;
    await rows.nth(count - 1).waitFor();
    const ticked = page.locator('.quick-input-list .monaco-list-row[aria-checked="true"]');
    for (const row of await rows.all()) {
      if ((await row.getAttribute('aria-checked')) === 'true') continue;
      const before = await ticked.count();
      await row.click();
      await until('one more run that is ticked', async () => (await ticked.count()) > before);
    }
    await this.workbench.quickInput.press('Enter');
    await (await this.frame())
      .locator('.comparison [data-run]')
      .nth(count - 1)
      .waitFor();
  }

  /** Returns the keys of the columns of the table of runs. */
  async heads(): Promise<string[]> {
    const heads = (await this.frame()).locator('.runs thead .sort');
    return heads.evaluateAll(all => all.map(head => (head as HTMLElement).dataset.key ?? ''));
  }

  /** Returns the texts in a column of the table of runs, from top to bottom. */
  async column(key: string): Promise<string[]> {
    const place = (await this.heads()).indexOf(key);
    const rows = (await this.frame()).locator('.runs tbody tr');
    return rows.evaluateAll((all, at) => all.map(row => row.children[at]?.textContent?.trim() ?? ''), place);
  }

  async sortBy(key: string): Promise<void> {
    await (await this.frame()).locator(`.runs .sort[data-key="${key}"]`).click();
  }

  async allSettings(wanted: boolean): Promise<void> {
    await tick((await this.frame()).locator('.comparison .heading vscode-checkbox').first(), wanted);
  }

  /** Returns the description of each plot in a part of the page, by default in the whole page. */
  async plots(part = 'dashboard'): Promise<string[]> {
    const shown = (await this.frame()).locator(`.${part} .plot:not([hidden], .parallel) canvas`);
    return shown.evaluateAll(all => all.map(canvas => canvas.getAttribute('aria-label') ?? ''));
  }

  /**
   * Returns the pixels of the loss plot. Waits for one frame, because a plot is drawn one frame after its
   * description changes.
   */
  async pixels(): Promise<string> {
    return (await this.loss()).evaluate(async drawn => {
      for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
      return (drawn as HTMLCanvasElement).toDataURL();
    });
  }

  /** Zooms by dragging over the middle of the loss plot, then moves the mouse away. */
  async zoom(): Promise<void> {
    const { mouse } = this.workbench.page;
    const canvas = await this.loss();
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

  /** Presses a key on an end of the brush on the first axis. */
  async pressBrush(end: 'low' | 'high', key: string): Promise<void> {
    await (await this.frame()).locator(`.axis-brush .brush-end.${end}`).first().press(key);
  }

  /** Clicks on the first axis, which removes the brush on it. */
  async clickBrush(): Promise<void> {
    await (await this.frame()).locator('.axis-brush').first().click();
  }

  async palerRows(): Promise<number> {
    return (await this.frame()).locator('.runs tr[data-emphasis=faded]').count();
  }

  async loss(): Promise<Locator> {
    return (await this.frame()).locator('.plots canvas').first();
  }

  /** Shows another run's sample beside the sample of the current run. Returns the names of both runs. */
  async showBeside(): Promise<string[]> {
    const samples = (await this.frame()).locator('.samples');
    await samples.locator('.heading select').selectOption({ index: 1 });
    await samples.locator('.pair.two').waitFor();
    return samples.locator('.pair h3').allTextContents();
  }

  /** Returns the number of samples on the page that were requested and not generated during training. */
  async drawnNow(): Promise<number> {
    return (await this.frame()).locator('.sample-name span:not(:empty)').count();
  }

  /** Moves the time slider below the plot of the gradient flow. */
  async goTo(place: number): Promise<void> {
    await (await this.frame()).locator('.flow .time input').fill(String(place));
  }

  /** Returns the parts of the page that depend on the time slider. */
  async atThatTime(): Promise<{ times: string[]; samples: string[]; flow: string; activations: string }> {
    const frame = await this.frame();
    const label = async (of: string) =>
      (await frame.locator(`.${of} canvas`).getAttribute('aria-label')) ?? '';
    return {
      times: await frame.locator('.time .value').allTextContents(),
      samples: await frame.locator('.pair pre').allTextContents(),
      flow: await label('flow'),
      activations: await label('activations'),
    };
  }

  /** Saves the loss plot to this file with the plot's menu. */
  async save(kind: 'PNG' | 'SVG', file: string): Promise<void> {
    const plot = (await this.frame()).locator('.plots .plot').first();
    await plot.locator('.menu-box > button').click();
    await plot.locator('.menu-item', { hasText: kind }).click();
    await this.workbench.enterPath(file, new RegExp(`\\.${kind}$`, 'i'));
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
}
