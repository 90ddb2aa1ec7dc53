import { isDeepStrictEqual } from 'node:util';
import type { Frame } from 'playwright-core';
import { findMisplaced, openFolds, type Picture, readPicture, readWords } from './inspect';
import { until, untilEqual } from './until';
import type { Workbench } from './workbench';

/** Reads and operates the dashboard page of the workbench. */
export class Dashboard {
  /** `inPanel`: whether this is the page in the editor panel. If not, it is the page in the side bar. */
  constructor(
    private readonly workbench: Workbench,
    private readonly inPanel = false,
  ) {}

  /** Returns the frame of the page. Looks for it each time, because the page may have been reloaded. */
  private frame(): Promise<Frame> {
    return this.workbench.frame(this.inPanel ? '.in-panel main.dashboard' : 'main.dashboard');
  }

  /** Reads from the page. If VS Code reloads the page during the read, reads from the new page. */
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

  /** Returns the key of the run's state, which does not depend on the language. */
  state(): Promise<string | null> {
    return this.read(frame => frame.locator('.state').getAttribute('data-state'));
  }

  async waitForState(state: string, timeout?: number): Promise<void> {
    await until(`the run to be ${state}`, async () => (await this.state()) === state, timeout);
  }

  /** Returns one of the first figures, which is found by its position. The loss is in nats per token. */
  async figure(place: 'iteration' | 'smoothLoss' | 'perplexity'): Promise<number> {
    const index = ['iteration', 'smoothLoss', 'perplexity'].indexOf(place);
    const text = await this.read(frame => frame.locator('.figure dd').nth(index).textContent());
    return Number(text?.replaceAll(',', ''));
  }

  /** Returns the description of the loss plot. Waits until the plot has drawn a point. */
  async chart(): Promise<string> {
    const chart = (await this.frame()).locator('canvas[aria-label]').first();
    await chart.waitFor();
    return (await chart.getAttribute('aria-label')) ?? '';
  }

  async sample(): Promise<string> {
    return (await (await this.frame()).locator('pre.sample').first().textContent()) ?? '';
  }

  /** Returns the visible state of the page, which is the same in the side bar and in the panel. */
  picture(): Promise<Picture> {
    return this.read(frame => frame.evaluate(readPicture));
  }

  /**
   * Returns the visible state of the page. Waits until there are plots, all plots are drawn, and two
   * successive reads are equal.
   */
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

  /** Chooses another sample by its position on the slider, and waits until the sample is shown. */
  async chooseSample(place: number): Promise<void> {
    const samples = (await this.frame()).locator('.samples');
    const iteration = samples.locator('.time .value');
    const slider = samples.locator('input[type=range]');
    await until('a slider that long', async () => Number(await slider.getAttribute('max')) >= place);
    const before = await iteration.textContent();
    await slider.fill(String(place));
    await until('another sample', async () => (await iteration.textContent()) !== before);
  }

  /**
   * Returns the texts of the page that are visible or read aloud by screen readers. Leaves out names, and
   * texts that are the same in every language.
   */
  private async words(): Promise<string[]> {
    return (await this.frame()).evaluate(readWords);
  }

  /**
   * Waits until the page has more than `least` texts and none of them is English. Ignores matches of
   * `international`.
   */
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

  /**
   * Waits until the page is at most `width` pixels wide, and no element is cut off, sticks out of the page or
   * overlaps another element.
   */
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

  /** Opens all closed parts of the page. */
  async openFolds(): Promise<void> {
    await (await this.frame()).evaluate(openFolds);
  }

  /** Returns the settings of the run that the page lists, with their values. */
  async settings(): Promise<Map<string, string>> {
    // Reads all settings at once, because the page could change to another run between two reads.
    const pairs = await this.read(frame => frame.locator('.configuration dt').evaluateAll(withValues));
    return new Map(pairs);
  }

  /** Waits until the controls have these buttons. Opens all closed parts of the page. */
  offers(...labels: readonly string[]): Promise<void> {
    return untilEqual(async () => {
      await this.openFolds();
      const buttons = '.controls vscode-button:visible';
      const found = await this.read(frame => frame.locator(buttons).allTextContents());
      return found.map(label => label.trim());
    }, labels);
  }

  /**
   * Types texts into the fields of a part of the page, in their order. Opens all closed parts of the page.
   */
  async fill(part: string, values: readonly string[]): Promise<void> {
    await this.openFolds();
    const fields = (await this.frame()).locator(`${part} vscode-text-field input`);
    for (const [i, value] of values.entries()) await fields.nth(i).fill(value);
  }

  /** Returns the events of the run that the table of the loss plot lists. */
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

/**
 * Returns the terms of a list with their descriptions. Runs in the page, so it must not use other functions.
 */
function withValues(terms: readonly Element[]): [string, string][] {
  return terms.map(term => [
    term.textContent ?? '',
    term.nextElementSibling?.querySelector('.value')?.textContent ?? '',
  ]);
}
