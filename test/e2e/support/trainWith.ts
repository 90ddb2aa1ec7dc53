import type { Locator } from 'playwright-core';
import { untilEqual } from './until';
import type { Workbench } from './workbench';

const command = 'Train on This File with…';

/** The questions of "Train on This File with…", answered by keyboard. */
export class TrainWith {
  constructor(private readonly workbench: Workbench) {}

  /** Waits until the tree lists this number of runs. */
  async startedRuns(count: number): Promise<void> {
    await this.workbench.openContainer('Elman');
    await untilEqual(() => this.workbench.runs('Runs').count(), count);
  }

  /** Waits for the question with this title, until its input has this value. */
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

  /** The active row, if it contains this text. */
  focused(text: string): Locator {
    return this.workbench.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: text });
  }

  async goBack(): Promise<void> {
    await this.workbench.page.locator('.quick-input-titlebar .codicon-quick-input-back').click();
  }

  /** Waits for the list of all settings, as it opens. */
  async listed(preset: string, active = 'Train now'): Promise<void> {
    await this.question(new RegExp(`: ${preset} \\(6/6\\)`), '');
    await this.focused(active).waitFor();
  }

  /** Searches for a setting in the list, and chooses it. */
  async open(setting: string): Promise<void> {
    await this.workbench.quickInput.fill(setting);
    await this.focused(setting).waitFor();
    await this.workbench.quickInput.press('Enter');
    await this.workbench.page.locator('.quick-input-titlebar', { hasText: `· ${setting}` }).waitFor();
  }

  /** Chooses a value of a setting by typing words of its description. */
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

  /** Goes to the list: chooses a preset, and accepts the four numbers, or the first three with other iterations. */
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

  /** Trains on the open file with a preset. */
  async train(preset: string, iterations: string): Promise<void> {
    await this.openList(preset, iterations);
    await this.workbench.quickInput.press('Enter');
  }
}
