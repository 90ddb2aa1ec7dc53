import { isDeepStrictEqual } from 'node:util';
import type { Frame } from 'playwright-core';
import { findMisplaced, openFolds, type Picture, readPicture, readWords } from './inspect';
import { until, untilEqual } from './until';
import type { Workbench } from './workbench';

/** The dashboard page of the workbench, as a person reads it. */
export class Dashboard {
  /** `inPanel`: that of the editor panel, beside which the side bar may have another. */
  constructor(
    private readonly workbench: Workbench,
    private readonly inPanel = false,
  ) {}

  /** The page may have been loaded anew: it is looked up each time. */
  private frame(): Promise<Frame> {
    return this.workbench.frame(this.inPanel ? '.in-panel main.dashboard' : 'main.dashboard');
  }

  /** Reads from the page. If VS Code loads it anew meanwhile, reads from the new one. */
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

  /** The state's key, whatever the language. */
  state(): Promise<string | null> {
    return this.read(frame => frame.locator('.state').getAttribute('data-state'));
  }

  async waitForState(state: string, timeout?: number): Promise<void> {
    await until(`the run to be ${state}`, async () => (await this.state()) === state, timeout);
  }

  /** One of the six numbers, by its place. The loss is in nats per token. */
  async figure(place: 'iteration' | 'smoothLoss' | 'perplexity'): Promise<number> {
    const index = ['iteration', 'smoothLoss', 'perplexity'].indexOf(place);
    const text = await this.read(frame => frame.locator('.figure dd').nth(index).textContent());
    return Number(text?.replaceAll(',', ''));
  }

  /** What the loss chart says of itself once it has drawn a point. */
  async chart(): Promise<string> {
    const chart = (await this.frame()).locator('canvas[aria-label]').first();
    await chart.waitFor();
    return (await chart.getAttribute('aria-label')) ?? '';
  }

  async sample(): Promise<string> {
    return (await (await this.frame()).locator('pre.sample').first().textContent()) ?? '';
  }

  /** All that distinguishes two states of the page. It must look the same wherever it is shown. */
  picture(): Promise<Picture> {
    return this.read(frame => frame.evaluate(readPicture));
  }

  /** When there are charts, all of them are drawn, and two looks at the page see the same. */
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

  /** Takes another sample by its place on the slider, and waits until it shows. */
  async chooseSample(place: number): Promise<void> {
    const samples = (await this.frame()).locator('.samples');
    const iteration = samples.locator('.time .value');
    const slider = samples.locator('input[type=range]');
    await until('a slider that long', async () => Number(await slider.getAttribute('max')) >= place);
    const before = await iteration.textContent();
    await slider.fill(String(place));
    await until('another sample', async () => (await iteration.textContent()) !== before);
  }

  /** The words of the page that a person reads or hears, without the names and texts that have no language. */
  async words(): Promise<string[]> {
    return (await this.frame()).evaluate(readWords);
  }

  /** What is cut off, sticks out or lies over something else. */
  async misplaced(): Promise<string[]> {
    return (await this.frame()).evaluate(findMisplaced);
  }

  /** Opens every closed part of the page. */
  async openFolds(): Promise<void> {
    await (await this.frame()).evaluate(openFolds);
  }

  async width(): Promise<number> {
    return (await this.frame()).evaluate(() => window.innerWidth);
  }

  /** The settings of the run, as the page lists them. */
  async settings(): Promise<Map<string, string>> {
    // At once: those of another run may take their place between two looks.
    const pairs = await this.read(frame => frame.locator('.configuration dt').evaluateAll(withValues));
    return new Map(pairs);
  }

  /** When these are the buttons in the row of controls, with its closed part opened. */
  offers(...labels: readonly string[]): Promise<void> {
    return untilEqual(async () => {
      await this.openFolds();
      const buttons = '.controls vscode-button:visible';
      const found = await this.read(frame => frame.locator(buttons).allTextContents());
      return found.map(label => label.trim());
    }, labels);
  }

  /** Types into the fields of a part of the page, in their order; closed parts are opened. */
  async fill(part: string, values: readonly string[]): Promise<void> {
    await this.openFolds();
    const fields = (await this.frame()).locator(`${part} vscode-text-field input`);
    for (const [i, value] of values.entries()) await fields.nth(i).fill(value);
  }

  /** What happened in the run, as the loss plot's table lists it. */
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

/** Runs in the page, without other functions: terms with their descriptions. */
function withValues(terms: readonly Element[]): [string, string][] {
  return terms.map(term => [
    term.textContent ?? '',
    term.nextElementSibling?.querySelector('.value')?.textContent ?? '',
  ]);
}
