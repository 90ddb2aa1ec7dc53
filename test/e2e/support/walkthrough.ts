import type { Locator } from 'playwright-core';
import type { Workbench } from './workbench';

/** Operates the page of the walkthrough in VS Code. */
export class Walkthrough {
  constructor(private readonly workbench: Workbench) {}

  /** Presses the button of a step. Opens the step first if it is closed. */
  async press(title: string, button: string): Promise<void> {
    const step = this.step(title);
    await step.waitFor();
    if (!(await step.getAttribute('class'))?.includes('expanded')) await step.click();
    // Forces the click, because VS Code marks the open step as disabled.
    await step.locator('.monaco-button', { hasText: button }).click({ force: true });
  }

  /** Waits until VS Code marks the step as completed. */
  async ticked(title: string): Promise<void> {
    await this.step(title).locator('.codicon.complete').waitFor({ state: 'attached' });
  }

  /** Returns the element of a step. */
  step(title: string): Locator {
    return this.workbench.page.locator('.getting-started-step', { hasText: title });
  }
}
