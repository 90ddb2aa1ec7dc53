import type { Locator } from 'playwright-core';
import { titleOf } from './titles';
import { until } from './until';
import type { Workbench } from './workbench';

/** The heading of the hover over a selection. */
const perplexity = { en: 'Perplexity', ja: 'パープレキシティ' } as const;

/** Trains models that are made in one step, saves their files and opens them again. */
export class SavedModels {
  constructor(
    private readonly workbench: Workbench,
    private readonly language: keyof typeof perplexity,
  ) {}

  /** Answers the questions of a command, each named by a part of its text. */
  async answer(answers: Readonly<Record<string, number>>): Promise<void> {
    for (const [question, number] of Object.entries(answers)) {
      await this.workbench.page.locator('.quick-input-widget', { hasText: question }).waitFor();
      await this.workbench.enter(String(number));
    }
  }

  /** Returns the row of a model in the list of runs and models. */
  row(name: RegExp): Locator {
    return this.workbench.page.getByRole('treeitem', { name }).first();
  }

  /** Saves the file of a model with the command in its context menu. */
  async save(name: RegExp, command: string, file: string): Promise<void> {
    await this.workbench.contextMenu(this.row(name), titleOf(command, this.language));
    await this.workbench.enterPath(file, /\.safetensors$/);
  }

  async open(file: string): Promise<void> {
    await this.workbench.command(titleOf('openModelFile', this.language));
    await this.workbench.enterPath(file);
  }

  /** Selects a sentence of a text, and returns its perplexity from the hover. */
  async perplexity(text: string, sentence: string): Promise<string> {
    const { workbench, language } = this;
    await workbench.openFile(text);
    await workbench.editor.select(sentence);
    const hover = await workbench.editor.hover(sentence.slice(0, 10), perplexity[language]);
    const figure = new RegExp(`${perplexity[language]}\\s*([\\d.,]+)`);
    return until('the perplexity', async () => {
      const text = ((await hover.textContent()) ?? '').replaceAll('\u00a0', ' ');
      return figure.exec(text)?.[1];
    });
  }
}
