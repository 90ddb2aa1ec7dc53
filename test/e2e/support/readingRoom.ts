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

/** Minimum painted width in pixels. Less is painted only while colours are being replaced. */
export const FEW = 1000;
/** A text to continue. */
const BEGINNING = 'First Citizen:\nSpeak, ';
/** The folder for screenshots during the tests; without it, none are taken. */
const pictures = process.env.ELMAN_TEST_PICTURES;

/** Returns a text without the line ends of word wrap. */
export const unwrapped = (text: string) => text.replaceAll(/\s+/g, ' ');

/** A window with the sample texts, and the actions of a user who reads them with a model. */
export class ReadingRoom {
  readonly dashboard: Dashboard;

  /** `folder`: the folder of the window. */
  constructor(
    readonly workbench: Workbench,
    private readonly folder: string,
  ) {
    this.dashboard = new Dashboard(workbench);
  }

  /** `texts`: further texts by file name. */
  static async open(
    options: Partial<WorkbenchOptions>,
    texts: Readonly<Record<string, string>> = {},
  ): Promise<ReadingRoom> {
    const folder = mkdtempSync(path.join(tmpdir(), 'elman-e2e-'));
    for (const text of ['english.txt', 'japanese.txt'])
      copyFileSync(path.join(checkout, 'media/samples', text), path.join(folder, text));
    for (const [name, text] of Object.entries(texts)) writeFileSync(path.join(folder, name), text);
    return new ReadingRoom(await openWorkbench({ folder, ...options }), folder);
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

  /** Asserts that the hover, the status bar and the report show the same perplexity. */
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
   * Continues the text until the model is done or Escape is pressed, then undoes all of it at once. Returns
   * the number of characters written.
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

  /** Number of characters of the whole text, not only of the visible part. */
  private async length(): Promise<number> {
    await this.press('Control+A');
    const item = await this.workbench.statusBar(/\(\d+ selected\)/);
    return Number(/(\d+) selected/.exec((await item.textContent()) ?? '')?.[1]);
  }

  /** Types a text at once, so that nothing is suggested in between. */
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
