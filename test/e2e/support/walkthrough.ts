import type { Workbench } from './workbench';

/** VS Code's page of the walkthrough's steps. */
export class Walkthrough {
  constructor(private readonly workbench: Workbench) {}

  /** Presses the button of a step, which is opened if it is not. */
  async press(title: string, button: string): Promise<void> {
    const step = this.step(title);
    await step.waitFor();
    if (!(await step.getAttribute('class'))?.includes('expanded')) await step.click();
    // VS Code calls the open step disabled.
    await step.locator('.monaco-button', { hasText: button }).click({ force: true });
  }

  /** Once VS Code has ticked the step off. */
  async ticked(title: string): Promise<void> {
    await this.step(title).locator('.codicon.complete').waitFor({ state: 'attached' });
  }

  private step(title: string) {
    return this.workbench.page.locator('.getting-started-step', { hasText: title });
  }
}
