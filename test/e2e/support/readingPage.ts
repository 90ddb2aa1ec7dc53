import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { checkout } from '../../host/lib/paths';
import { Dashboard } from './dashboard';
import type { Heat } from './editor';
import { openWorkbench, type WorkbenchOptions } from './openWorkbench';
import { unchanged, until } from './until';
import type { Workbench } from './workbench';

/**
 * Minimum width of all coloured ranges together, in pixels, when a text is coloured completely. It is smaller
 * only while colours are being replaced.
 */
export const FEW = 1000;
/** A text that the model continues. */
const BEGINNING = 'First Citizen:\nSpeak, ';
/** The folder for screenshots during the tests. Undefined if no screenshots are taken. */
const pictures = process.env.ELMAN_TEST_PICTURES;

/** Returns a text in which each line end, such as one by word wrap, is a space. */
export const unwrapped = (text: string) => text.replaceAll(/\s+/g, ' ');

/** A window with the sample texts, and the actions of a user who scores these texts with a model. */
export class ReadingPage {
  readonly dashboard: Dashboard;

  /** `folder`: the workspace folder of the window. */
  constructor(
    readonly workbench: Workbench,
    private readonly folder: string,
  ) {
    this.dashboard = new Dashboard(workbench);
  }

  /** Opens the window. `texts`: additional texts, by file name. */
  static async open(
    options: Partial<WorkbenchOptions>,
    texts: Readonly<Record<string, string>> = {},
  ): Promise<ReadingPage> {
    const folder = mkdtempSync(path.join(tmpdir(), 'elman-e2e-'));
    for (const text of ['english.txt', 'japanese.txt'])
      copyFileSync(path.join(checkout, 'media/samples', text), path.join(folder, text));
    for (const [name, text] of Object.entries(texts)) writeFileSync(path.join(folder, name), text);
    return new ReadingPage(await openWorkbench({ folder, ...options }), folder);
  }

  async close(): Promise<void> {
    await this.workbench.dispose();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async picture(name: string): Promise<void> {
    if (pictures) await this.workbench.screenshot(path.join(pictures, `${name}.png`));
  }

  heat(): Promise<Heat> {
    return this.workbench.editor.heat();
  }

  text(): Promise<string> {
    return this.workbench.editor.text();
  }

  press(key: string): Promise<void> {
    return this.workbench.page.keyboard.press(key);
  }

  painted(): Promise<Heat> {
    return until('colours', async () => {
      const found = await this.heat();
      return found.painted > FEW && found;
    });
  }

  /** Asserts that the hover, the status bar and the report show the same perplexity for a sentence. */
  async readsEverywhere(sentence: string, name: string, perplexity: string): Promise<string> {
    await this.workbench.editor.select(sentence);
    const hover = await this.workbench.editor.hover(sentence.slice(4, 12), perplexity);
    const shown =
      new RegExp(`${perplexity}\\s*([\\d.,]+)`).exec((await hover.textContent()) ?? '')?.[1] ?? '';
    await this.picture(`${name}-hover`);
    const item = await this.workbench.statusBar(new RegExp(`^\\W*${perplexity} ${shown}`, 'iu'));
    await item.click();
    const report = await until('the report', async () => {
      const found = unwrapped(await this.text());
      return /\d sentences, \d+ (words|characters), \d+ OOVs/.test(found) && found;
    });
    await this.picture(`${name}-report`);
    const ppl = Number(/ ppl= ([\d.]+)/.exec(report)?.[1]);
    assert.ok(Math.abs(ppl - Number(shown.replaceAll(',', ''))) < 0.006, `${ppl} and ${shown}`);
    await this.workbench.command('View: Close Editor');
    return report;
  }

  /**
   * Lets the model continue the text until it ends or Escape is pressed. Then asserts that one undo removes
   * the whole continuation. Returns the number of characters that the model wrote.
   */
  async continues(command: string, name: string, isStopped: boolean): Promise<number> {
    writeFileSync(path.join(this.folder, 'beginning.txt'), BEGINNING);
    await this.workbench.openFile('beginning.txt');
    await this.press('Control+End');
    await this.workbench.command(command);
    await until('something written', async () => (await this.text()).length > BEGINNING.length + 20);
    if (isStopped) await this.press('Escape');
    await this.workbench.page
      .locator('.statusbar-item', { hasText: /^\W*Elman.*Esc/ })
      .waitFor({ state: 'hidden' });
    await this.picture(`${name}-continued`);
    const length = await this.length();
    await this.press('Control+Z');
    await until('its undoing', async () => (await this.text()) === BEGINNING);
    return length - BEGINNING.length;
  }

  /** Returns the number of characters of the whole text, including its invisible part. */
  private async length(): Promise<number> {
    await this.press('Control+A');
    const item = await this.workbench.statusBar(/\(\d+ selected\)/);
    return Number(/(\d+) selected/.exec((await item.textContent()) ?? '')?.[1]);
  }

  /** Inserts a text in one step, so that no suggestion appears before its end. */
  async ghostText(typed: string, name: string): Promise<void> {
    await this.workbench.page.keyboard.insertText(typed);
    await this.workbench.editor.ghostText.first().waitFor();
    await this.picture(`${name}-ghost`);
    const shown = () => this.workbench.editor.ghostText.allTextContents();
    const ghost = (await unchanged('the suggestion', shown)).join('').replaceAll('\u00a0', ' ');
    await this.press('Tab');
    await until('it to be taken', async () => (await this.text()) === BEGINNING + typed + ghost);
  }
}
