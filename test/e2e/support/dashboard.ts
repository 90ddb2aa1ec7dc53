import { isDeepStrictEqual } from 'node:util';
import type { Frame } from 'playwright-core';
import { findMisplaced, openFolds, type Picture, readPicture, readWords } from './inspect';
import { until, untilEqual } from './until';
import type { Workbench } from './workbench';

/** The dashboard page of the workbench. */
export class Dashboard {
  /** `inPanel`: the page in the editor panel, not the one in the side bar. */
  constructor(
    private readonly workbench: Workbench,
    private readonly inPanel = false,
  ) {}

  /** Finds the frame of the page again for each use, because the page may have reloaded. */
  private frame(): Promise<Frame> {
    return this.workbench.frame(this.inPanel ? '.in-panel main.dashboard' : 'main.dashboard');
  }

  /** Reads from the page. If VS Code reloads it meanwhile, reads from the new one. */
  private async read<T>(look: (frame: Frame) => Promise<T>): Promise<T> {
    for (;;) {
      const frame = await this.frame();
      try {
        return await look(frame);
      } catch (error) {
        if (!frame.isDetached()) throw error;
      }
    }
  }

  /** The state's key, which is independent of the language. */
  state(): Promise<string | null> {
    return this.read(frame => frame.locator('.state').getAttribute('data-state'));
  }

  async waitForState(state: string, timeout?: number): Promise<void> {
    await until(`the run to be ${state}`, async () => (await this.state()) === state, timeout);
  }

  /** One of the first figures, found by its position. The loss is in nats per token. */
  async figure(place: 'iteration' | 'smoothLoss' | 'perplexity'): Promise<number> {
    const index = ['iteration', 'smoothLoss', 'perplexity'].indexOf(place);
    const text = await this.read(frame => frame.locator('.figure dd').nth(index).textContent());
    return Number(text?.replaceAll(',', ''));
  }

  /** The description of the loss plot, once it has drawn a point. */
  async chart(): Promise<string> {
    const chart = (await this.frame()).locator('canvas[aria-label]').first();
    await chart.waitFor();
    return (await chart.getAttribute('aria-label')) ?? '';
  }

  async sample(): Promise<string> {
    return (await (await this.frame()).locator('pre.sample').first().textContent()) ?? '';
  }

  /** The visible state of the page, which must be the same wherever the page is shown. */
  picture(): Promise<Picture> {
    return this.read(frame => frame.evaluate(readPicture));
  }

  /** Waits until there are charts, all are drawn, and two reads of the page agree. */
  async settled(): Promise<Picture> {
    let before: Picture | undefined;
    return until('charts with lines', async () => {
      const picture = await this.picture();
      const isDrawn = picture.charts.length > 0 && picture.charts.every(({ drawn }) => drawn);
      const isStill = isDeepStrictEqual(picture, before);
      before = picture;
      return isDrawn && isStill && picture;
    });
  }

  /** Chooses another sample by its position on the slider, and waits until it is shown. */
  async chooseSample(place: number): Promise<void> {
    const samples = (await this.frame()).locator('.samples');
    const iteration = samples.locator('.time .value');
    const slider = samples.locator('input[type=range]');
    await until('a slider that long', async () => Number(await slider.getAttribute('max')) >= place);
    const before = await iteration.textContent();
    await slider.fill(String(place));
    await until('another sample', async () => (await iteration.textContent()) !== before);
  }

  /** The visible and spoken texts of the page, except names and texts that are the same in every language. */
  private async words(): Promise<string[]> {
    return (await this.frame()).evaluate(readWords);
  }

  /** Waits until the page has more than `least` texts, none of them English apart from `international`. */
  translated(least: number, international: RegExp): Promise<void> {
    return untilEqual(
      async () => {
        const words = await this.words();
        const english = words.filter(word => /[A-Za-z]{2}/.test(word.replace(international, '')));
        return { isComplete: words.length > least, english };
      },
      { isComplete: true, english: [] },
    );
  }

  /** Waits until the page is at most `width` pixels wide, and no element is cut off, sticks out or overlaps another. */
  fits(width: number): Promise<void> {
    return untilEqual(
      async () => {
        const frame = await this.frame();
        const isNarrow = (await frame.evaluate(() => window.innerWidth)) <= width;
        return { isNarrow, misplaced: await frame.evaluate(findMisplaced) };
      },
      { isNarrow: true, misplaced: [] },
    );
  }

  /** Opens every closed part of the page. */
  async openFolds(): Promise<void> {
    await (await this.frame()).evaluate(openFolds);
  }

  /** The settings of the run, as the page lists them. */
  async settings(): Promise<Map<string, string>> {
    // All in one read: between two reads, the page may change to another run.
    const pairs = await this.read(frame => frame.locator('.configuration dt').evaluateAll(withValues));
    return new Map(pairs);
  }

  /** Waits until the controls have these buttons. Opens closed parts. */
  offers(...labels: readonly string[]): Promise<void> {
    return untilEqual(async () => {
      await this.openFolds();
      const buttons = '.controls vscode-button:visible';
      const found = await this.read(frame => frame.locator(buttons).allTextContents());
      return found.map(label => label.trim());
    }, labels);
  }

  /** Types into the fields of a part of the page, in order. Opens closed parts. */
  async fill(part: string, values: readonly string[]): Promise<void> {
    await this.openFolds();
    const fields = (await this.frame()).locator(`${part} vscode-text-field input`);
    for (const [i, value] of values.entries()) await fields.nth(i).fill(value);
  }

  /** The events of the run, as listed by the loss plot's table. */
  async events(): Promise<string[]> {
    const loss = (await this.frame()).locator('.plots .plot').first();
    if (await loss.locator('.plot-table').isHidden()) {
      await loss.locator('.menu-box > button').click();
      await loss.locator('.menu-item', { hasText: 'Values as a table' }).click();
    }
    return loss.locator('.happened li').allTextContents();
  }

  async sampleNow(temperature: string, seed: string): Promise<string> {
    await this.fill('.samples', [temperature, seed]);
    const samples = (await this.frame()).locator('.samples');
    const at = samples.locator('.sample-name span');
    if (await samples.locator('vscode-button').nth(2).isVisible())
      await samples.locator('vscode-button').nth(2).click();
    await until('the samples of the training', async () => (await at.first().textContent()) === '');
    await samples.locator('vscode-button').first().click();
    await until('a new sample', async () => (await at.first().textContent()) !== '');
    return this.sample();
  }

  async press(label: string): Promise<void> {
    await (await this.frame()).locator('vscode-button:not([hidden])', { hasText: label }).click();
  }

  async waitForIteration(beyond: number): Promise<number> {
    return until(`an iteration beyond ${beyond}`, async () => {
      const iteration = await this.figure('iteration');
      return iteration > beyond && iteration;
    });
  }
}

/** Runs in the page, so it must not use other functions. Returns terms with their descriptions. */
function withValues(terms: readonly Element[]): [string, string][] {
  return terms.map(term => [
    term.textContent ?? '',
    term.nextElementSibling?.querySelector('.value')?.textContent ?? '',
  ]);
}
