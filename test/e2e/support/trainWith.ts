import type { Locator } from 'playwright-core';
import { untilEqual } from './until';
import type { Workbench } from './workbench';

const command = 'Train on This File with…';

/** Answers the questions of "Train on This File with…" with the keyboard. */
export class TrainWith {
  constructor(private readonly workbench: Workbench) {}

  /** Waits until the tree lists this number of runs. */
  async startedRuns(count: number): Promise<void> {
    await this.workbench.openContainer('Elman');
    await untilEqual(() => this.workbench.runs('Runs').count(), count);
  }

  /** Waits until the question with this title is open and its input has this value. */
  async question(title: RegExp, value: string): Promise<void> {
    const { page } = this.workbench;
    await page.locator('.quick-input-titlebar', { hasText: title }).waitFor();
    await page.waitForFunction(
      expected => document.querySelector<HTMLInputElement>('.quick-input-box input')?.value === expected,
      value,
    );
  }

  row(text: string): Locator {
    return this.workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: text });
  }

  /** Returns the active row of the list, if the row contains this text. */
  focused(text: string): Locator {
    return this.workbench.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: text });
  }

  async goBack(): Promise<void> {
    await this.workbench.page.locator('.quick-input-titlebar .codicon-quick-input-back').click();
  }

  /** Waits until the list of all settings is open, with the row `active` selected. */
  async listed(preset: string, active = 'Train now'): Promise<void> {
    await this.question(new RegExp(`: ${preset} \\(6/6\\)`), '');
    await this.focused(active).waitFor();
  }

  /** Searches for a setting in the list and opens its question. */
  async open(setting: string): Promise<void> {
    await this.workbench.quickInput.fill(setting);
    await this.focused(setting).waitFor();
    await this.workbench.quickInput.press('Enter');
    await this.workbench.page.locator('.quick-input-titlebar', { hasText: `· ${setting}` }).waitFor();
  }

  /** Changes a setting to one of its values. Finds the value by words of its description. */
  async pick(setting: string, value: string, words: string): Promise<void> {
    await this.open(setting);
    await this.workbench.quickInput.fill(words);
    await this.focused(value).waitFor();
    await this.workbench.quickInput.press('Enter');
  }

  async trainNow(): Promise<void> {
    await this.workbench.quickInput.fill('Train now');
    await this.focused('Train now').waitFor();
    await this.workbench.quickInput.press('Enter');
  }

  /**
   * Opens the list of all settings: chooses a preset and accepts the four numbers. If `iterations` is given,
   * types it as the last number.
   */
  async openList(preset: string, iterations?: string): Promise<void> {
    await this.workbench.command(command);
    await this.workbench.choose(preset);
    for (const label of [/Hidden units/, /Learning rate/, /Sequence length/, /Iterations/]) {
      await this.workbench.page.locator('.quick-input-titlebar', { hasText: label }).waitFor();
      if (label.source === 'Iterations' && iterations) await this.workbench.enter(iterations);
      else await this.workbench.quickInput.press('Enter');
    }
    await this.listed(preset);
  }

  /** Trains on the open file with the settings of a preset, for this number of iterations. */
  async train(preset: string, iterations: string): Promise<void> {
    await this.openList(preset, iterations);
    await this.workbench.quickInput.press('Enter');
  }
}
