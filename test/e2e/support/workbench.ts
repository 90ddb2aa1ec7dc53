import type { Frame, Locator, Page } from 'playwright-core';
import { Editor } from './editor';
import { readStored } from './stored';
import { until, untilEqual } from './until';

/** A page object for VS Code's workbench: what a person does and sees, by the names that they see. */
export class Workbench {
  readonly editor: Editor;

  constructor(
    readonly page: Page,
    readonly userDataDir: string,
    private readonly close: () => Promise<void>,
  ) {
    this.editor = new Editor(page);
  }

  /** The window is drawn, its side bar filled, unless it was hidden and VS Code has kept that. */
  async ready(): Promise<void> {
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor();
    const filled = this.page.locator('.explorer-folders-view .monaco-list-row, .composite.title');
    await until('the side bar', async () => {
      if (await this.page.locator('.part.sidebar').isHidden()) return true;
      return (await filled.filter({ visible: true }).count()) > 0; // hidden bars have titles, too
    });
  }

  /** Runs a command by its title in the palette. */
  async command(title: string): Promise<void> {
    await this.pick('F1', `>${title}`, title);
  }

  /** By what VS Code calls it in its list of themes. */
  async chooseTheme(name: string): Promise<void> {
    await this.command('Preferences: Color Theme');
    await this.quickInput.fill(name);
    await this.choose(name);
  }

  /** Opens a file of the workspace by its name. */
  async openFile(name: string): Promise<void> {
    await this.pick('Control+P', name, name);
    await this.page.locator('.tab.active', { hasText: name }).waitFor();
    await this.editor.lines.first().waitFor();
    await this.editor.focus();
  }

  /** Chooses an item of an open quick pick. */
  async choose(label: string | RegExp): Promise<void> {
    const row = this.quickItem(label);
    await row.click();
    await row.waitFor({ state: 'hidden' });
  }

  /** Checks these of an open quick pick, and no others, and confirms. */
  async check(...labels: RegExp[]): Promise<void> {
    const rows = this.page.locator('.quick-input-list .monaco-list-row');
    await until(`${labels} to be checked`, async () => {
      const found = await rows.evaluateAll(readChecks);
      if (labels.some(label => !found.some(({ name }) => label.test(name)))) return false; // not yet listed
      const wrong = found.findIndex(
        ({ name, isChecked }) => isChecked !== labels.some(label => label.test(name)),
      );
      if (wrong >= 0)
        await rows
          .nth(wrong)
          .click({ timeout: 1000 })
          .catch(() => undefined);
      return wrong < 0;
    });
    await this.page.keyboard.press('Enter');
  }

  /** Types into an open input box and confirms. */
  async enter(text: string): Promise<void> {
    await this.quickInput.fill(text);
    await this.page.keyboard.press('Enter');
  }

  /**
   * Types a path into a file dialog, once it is there with what it offers; it lists folders first and takes no path
   * while it does.
   */
  async enterPath(path: string, offered = /^\//): Promise<void> {
    await until('the file dialog', async () => {
      return (await this.quickInput.isVisible()) && offered.test(await this.quickInput.inputValue());
    });
    await until('the file dialog to take a path', async () => {
      if (!(await this.quickInput.isVisible())) return true;
      await this.quickInput.fill(path, { timeout: 1000 }).catch(() => undefined);
      await this.quickInput.press('Enter', { timeout: 1000 }).catch(() => undefined);
      // Another Enter would go to the text, once the dialog is gone.
      await this.quickInput.waitFor({ state: 'hidden', timeout: 3000 }).catch(() => undefined);
      return false;
    });
  }

  get quickInput(): Locator {
    return this.page.locator('.quick-input-widget .quick-input-box input');
  }

  /** By its label alone: rows are used again, and hide what else they said before. */
  quickItem(label: string | RegExp): Locator {
    const name = this.page.locator('.quick-input-list-row:first-child .label-name', { hasText: label });
    return this.page.locator('.quick-input-list .monaco-list-row').filter({ has: name }).first();
  }

  /** The item in the status bar with this text, once it is there. */
  async statusBar(text: string | RegExp): Promise<Locator> {
    return visible(this.page.locator('.statusbar-item', { hasText: text }));
  }

  /** Opens a view container by its icon in the activity bar. */
  async openContainer(title: string): Promise<void> {
    const item = this.page.locator('.activitybar .action-item', {
      has: this.page.locator(`a[aria-label^="${title}"]`),
    });
    if (!(await item.first().getAttribute('class'))?.includes('checked')) await item.first().click();
    await this.page.locator('.sidebar .composite.title', { hasText: new RegExp(title, 'i') }).waitFor();
  }

  /** Hides the side bar by its button; a key would go to the page inside a panel. */
  async hideSideBar(): Promise<void> {
    await this.page.locator('.action-item a[aria-label^="Toggle Primary Side Bar"]').click();
    await this.page.locator('.part.sidebar').waitFor({ state: 'hidden' });
  }

  /** The runs in the tree of the pane with this title, which are listed under their texts. */
  runs(pane: string): Locator {
    return this.pane(pane).locator('.monaco-list-row[aria-level="2"]');
  }

  /** Resolves when `count` runs are done. A command that comes while one still trains on its text asks, and starts none. */
  async runsDone(pane: string, count: number): Promise<void> {
    const done = this.pane(pane).locator('.monaco-list-row[aria-level="2"][aria-label*=", done"]');
    await until(`${count} runs to be done`, async () => (await done.count()) === count);
  }

  /** When these are the actions that show with the mouse on a row. */
  rowOffers(row: Locator, ...labels: readonly string[]): Promise<void> {
    return untilEqual(async () => {
      await row.hover();
      const actions = row.locator('.actions .action-label');
      return actions.evaluateAll(found => found.map(action => action.getAttribute('aria-label') ?? ''));
    }, labels);
  }

  /** Chooses from the menu of a row, and of those that are selected with it. */
  async contextMenu(row: Locator, label: string): Promise<void> {
    await row.click({ button: 'right' });
    const item = this.page.locator('.monaco-menu .action-label', { hasText: label }).first();
    await item.waitFor();
    // A menu that has just opened takes no clicks.
    await until(`the menu to take "${label}"`, async () => {
      await item.click({ timeout: 500 }).catch(() => undefined);
      return (await item.count()) === 0;
    });
  }

  pane(title: string): Locator {
    const header = this.page.locator('.pane-header', { hasText: title });
    return this.page.locator('.split-view-view > .pane').filter({ has: header });
  }

  /** A notification, once it is shown. */
  async toast(text: string | RegExp): Promise<Locator> {
    return visible(this.page.locator('.notifications-toasts .notification-list-item', { hasText: text }));
  }

  /** A modal dialog, once it is shown. */
  async dialog(text: string | RegExp): Promise<Locator> {
    return visible(this.page.locator('.monaco-dialog-box', { hasText: text }));
  }

  /** The first visible webview whose page has an element for the selector. */
  async frame(selector: string): Promise<Frame> {
    return until(`a webview with ${selector}`, async () => (await this.frames(selector))[0]);
  }

  /** Every visible webview whose page has an element for the selector. */
  async frames(selector: string): Promise<Frame[]> {
    const found: Frame[] = [];
    for (const frame of this.page.frames()) {
      if (frame.url().includes('fake.html') && (await isShown(frame, selector))) found.push(frame);
    }
    return found;
  }

  /** When VS Code has stored a value with all of these, as it does some seconds later; a reload before may lose it. */
  async stored(...words: readonly string[]): Promise<void> {
    await until(`${words} to be stored`, async () => {
      const values = await this.page.evaluate(readStored);
      return values.some(value => words.every(word => value.includes(word)));
    });
  }

  async reload(): Promise<void> {
    await this.page.reload({ waitUntil: 'commit' });
    await this.ready();
  }

  /** Off every button, so that no tooltip shows. */
  async restMouse(): Promise<void> {
    const tooltips = this.page.locator('.monaco-hover:visible, .workbench-hover-container:visible');
    await this.page.locator('.part.statusbar').hover({ position: { x: 2, y: 2 } });
    await until('the tooltips to go', async () => (await tooltips.count()) === 0);
  }

  async screenshot(path: string): Promise<void> {
    await this.page.screenshot({ path, animations: 'disabled' });
  }

  async dispose(): Promise<void> {
    await this.close();
  }

  /**
   * Commands and files arrive after the window does, and an open list does not notice: ask until there is the row. What
   * is selected in an editor stays so, as Escape goes to the list.
   */
  private async pick(key: string, query: string, label: string): Promise<void> {
    // To its end: of commands that only begin so there may be others, before ours are known.
    const whole = new RegExp(`${label.replaceAll(/[.()]/g, '\\$&')}$`, 'i');
    const row = this.quickItem(whole);
    await until(`"${label}" in the quick input`, async () => {
      if (await this.quickInput.isVisible()) await this.page.keyboard.press('Escape');
      await this.page.keyboard.press(key);
      await this.quickInput.fill(query);
      return row.waitFor({ timeout: 2_000 }).then(
        () => true,
        () => false,
      );
    });
    await this.choose(whole);
  }
}

async function visible(locator: Locator): Promise<Locator> {
  const first = locator.first();
  await first.waitFor();
  return first;
}

/** A hidden webview keeps its frame: the element around it shows that. */
async function isShown(frame: Frame, selector: string): Promise<boolean> {
  try {
    if ((await frame.locator(selector).count()) === 0) return false;
    const outer = frame.parentFrame();
    return outer !== null && (await (await outer.frameElement()).isVisible());
  } catch {
    return false; // it went away while we looked
  }
}

/** Runs in the page. Returns the names of the rows of a quick pick, and which are checked. */
function readChecks(rows: Element[]): { readonly name: string; readonly isChecked: boolean }[] {
  return rows.map(row => ({
    name: row.querySelector('.quick-input-list-row .label-name')?.textContent ?? '',
    isChecked: row.querySelector('[role=checkbox]')?.getAttribute('aria-checked') === 'true',
  }));
}
