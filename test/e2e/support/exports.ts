import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { checkout } from '../../host/lib/paths';
import { until } from './until';
import type { Workbench } from './workbench';

/**
 * Runs the export commands for the runs that the dashboard shows. Finds the commands by their titles in the
 * language of the window.
 */
export class Exports {
  private readonly titles: Readonly<Record<string, string>>;

  constructor(
    private readonly workbench: Workbench,
    language?: 'ja',
  ) {
    const file = language ? `package.nls.${language}.json` : 'package.nls.json';
    this.titles = JSON.parse(readFileSync(path.join(checkout, file), 'utf8'));
  }

  csv(file: string): Promise<void> {
    return this.save('exportCsv', file);
  }

  report(file: string): Promise<void> {
    return this.save('saveReport', file);
  }

  /** Exports TensorBoard files to the folder of the workspace, which the dialog proposes. */
  async tensorBoard(): Promise<void> {
    const { page, quickInput } = this.workbench;
    // Repeats until the dialog is open: VS Code closes it when a notification of an earlier export takes the
    // focus.
    await until('the folder dialog', async () => {
      await this.begin('exportTensorBoard');
      const isOpen = () =>
        document.querySelector<HTMLInputElement>('.quick-input-box input')?.value.startsWith('/');
      return page.waitForFunction(isOpen, undefined, { timeout: 20_000 }).then(
        () => true,
        () => false,
      );
    });
    const take = page.locator('.quick-input-widget .quick-input-action .monaco-button').first();
    // Repeats until the dialog is closed: it ignores clicks while it lists the content of its folder.
    await until('the folder dialog to end', async () => {
      if (!(await quickInput.isVisible())) return true;
      await take.click({ timeout: 1000 }).catch(() => undefined);
      await quickInput.waitFor({ state: 'hidden', timeout: 3000 }).catch(() => undefined);
      return false;
    });
  }

  /** Copies the command line to the clipboard, and returns it from there. */
  async commandLine(): Promise<string> {
    const { page } = this.workbench;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await this.begin('copyCommandLine');
    return until('a line on the clipboard', async () => {
      const text = await page.evaluate(() => navigator.clipboard.readText());
      return text.startsWith('elman train') && text;
    });
  }

  private async save(command: string, file: string): Promise<void> {
    await this.begin(command);
    await this.workbench.enterPath(file, new RegExp(`\\${path.extname(file)}$`));
  }

  /** Starts a command and confirms the list of runs as it is ticked by default. */
  private async begin(command: string): Promise<void> {
    const { page } = this.workbench;
    const picked = page.locator('.quick-input-list .monaco-list-row[aria-checked="true"]').nth(1);
    await this.workbench.ask(this.titles[`command.${command}`], picked);
    await this.workbench.quickInput.press('Enter');
  }
}
