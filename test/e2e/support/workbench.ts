import type { Frame, Locator, Page } from 'playwright-core';
import { Editor } from './editor';
import { readStored } from './stored';
import { until, untilEqual } from './until';

/** Reads and operates the workbench of VS Code. Finds its elements by their visible names. */
export class Workbench {
  readonly editor: Editor;

  constructor(
    readonly page: Page,
    readonly userDataDir: string,
    private readonly close: () => Promise<void>,
  ) {
    this.editor = new Editor(page);
  }

  /** Waits until the window is drawn. Unless the side bar is hidden, also waits until it has content. */
  async ready(): Promise<void> {
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor();
    const filled = this.page.locator('.explorer-folders-view .monaco-list-row, .composite.title');
    await until('the side bar', async () => {
      if (await this.page.locator('.part.sidebar').isHidden()) return true;
      // Counts only visible titles, because hidden side bars also contain titles.
      return (await filled.filter({ visible: true }).count()) > 0;
    });
  }

  /** Runs a command by its title in the command palette. */
  async command(title: string): Promise<void> {
    await this.pick('F1', `>${title}`, title);
  }

  /** Returns whether the command palette contains a command with this title. */
  async offers(title: string): Promise<boolean> {
    await this.page.keyboard.press('F1');
    await this.quickInput.fill(`>${title}`);
    // Without a match, the list has a row that says so.
    await this.quickRows.first().waitFor();
    const isThere = await this.quickItem(title).isVisible();
    await this.quickInput.press('Escape');
    await this.quickInput.waitFor({ state: 'hidden' });
    return isThere;
  }

  /** Runs a command that opens a list, and waits for a row of the list. */
  async ask(title: string, row: Locator): Promise<void> {
    await this.opened(() => this.command(title), row);
  }

  /**
   * Opens something, such as a list or a file, until the element that shows it is visible. Some milliseconds
   * after a menu closes, VS Code gives the focus back to the page that had it, and what opens is lost.
   */
  async opened(open: () => Promise<void>, shown: Locator): Promise<void> {
    await until('what was opened', async () => {
      await open();
      return appears(shown);
    });
  }

  /** Chooses a theme by its name in VS Code's list of themes. */
  async chooseTheme(name: string): Promise<void> {
    await this.command('Preferences: Color Theme');
    await this.quickInput.fill(name);
    await this.choose(name);
  }

  /** Opens a file of the workspace by its name. */
  async openFile(name: string): Promise<void> {
    await this.opened(
      () => this.pick('Control+P', name, name),
      this.page.locator('.tab.active', { hasText: name }),
    );
    await this.editor.lines.first().waitFor();
    await this.editor.focus();
  }

  /** Chooses an item in an open list. */
  async choose(label: string | RegExp): Promise<void> {
    const row = this.quickItem(label);
    await row.click();
    await row.waitFor({ state: 'hidden' });
  }

  /** Returns the visible rows of an open list. A closed list keeps its rows. */
  get quickRows(): Locator {
    return this.page.locator('.quick-input-list .monaco-list-row').filter({ visible: true });
  }

  /** Checks exactly these items in an open list, and confirms. */
  async check(...labels: RegExp[]): Promise<void> {
    const rows = this.quickRows;
    await until(`${labels} to be checked`, async () => {
      const found = await rows.evaluateAll(readChecks);
      // Tries again, because the list does not contain all items yet.
      if (labels.some(label => !found.some(({ name }) => label.test(name)))) return false;
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
    await this.quickInput.press('Enter');
  }

  /** Types into an open input box and confirms. */
  async enter(text: string): Promise<void> {
    await this.quickInput.fill(text);
    await this.quickInput.press('Enter');
  }

  /**
   * Types a path into a file dialog when the dialog shows the proposed path. Before that, the dialog lists
   * folders and accepts no path.
   */
  async enterPath(path: string, offered = /^\//): Promise<void> {
    await until('the file dialog', async () => {
      return (await this.quickInput.isVisible()) && offered.test(await this.quickInput.inputValue());
    });
    await until('the file dialog to take a path', async () => {
      if (!(await this.quickInput.isVisible())) return true;
      await this.quickInput.fill(path, { timeout: 1000 }).catch(() => undefined);
      await this.quickInput.press('Enter', { timeout: 1000 }).catch(() => undefined);
      // Waits until the dialog is closed, because another Enter would go to the editor.
      await this.quickInput.waitFor({ state: 'hidden', timeout: 3000 }).catch(() => undefined);
      return false;
    });
  }

  /**
   * Returns the input field of an open question. Press keys with the `press` of this field, which focuses it
   * first. The page that had the focus before the palette may take the focus away from an open question.
   */
  get quickInput(): Locator {
    return this.page.locator('.quick-input-widget .quick-input-box input');
  }

  /**
   * Finds an item of a list only by its label. VS Code uses rows again, and these still contain other, hidden
   * texts.
   */
  quickItem(label: string | RegExp): Locator {
    const name = this.page.locator('.quick-input-list-row:first-child .label-name', { hasText: label });
    return this.page.locator('.quick-input-list .monaco-list-row').filter({ has: name }).first();
  }

  /** Returns the item in the status bar with this text. Waits until it is there. */
  async statusBar(text: string | RegExp): Promise<Locator> {
    return visible(this.page.locator('.statusbar-item', { hasText: text }));
  }

  /** Opens a view container with its icon in the activity bar. */
  async openContainer(title: string): Promise<void> {
    const item = this.page.locator('.activitybar .action-item', {
      has: this.page.locator(`a[aria-label^="${title}"]`),
    });
    const heading = this.page.locator('.sidebar .composite.title', { hasText: new RegExp(title, 'i') });
    // Tries again: if a command opens the container just before the click, the click closes it.
    await until(`the container ${title}`, async () => {
      if (await heading.isVisible()) return true;
      await item.first().click();
      return appears(heading);
    });
  }

  /** Hides the side bar with its button. A key press would go to the page that has the focus. */
  async hideSideBar(): Promise<void> {
    await this.page.locator('.action-item a[aria-label^="Toggle Primary Side Bar"]').click();
    await this.page.locator('.part.sidebar').waitFor({ state: 'hidden' });
  }

  /** Returns the rows of the runs in the tree with this title. They are below the rows of their texts. */
  runs(pane: string): Locator {
    return this.pane(pane).locator('.monaco-list-row[aria-level="2"]');
  }

  /**
   * Waits until `count` runs are done. If a run is still training, a further command for the same text asks a
   * question instead of starting a run.
   */
  async runsDone(pane: string, count: number): Promise<void> {
    const done = this.pane(pane).locator('.monaco-list-row[aria-level="2"][aria-label*=", done"]');
    await until(`${count} runs to be done`, async () => (await done.count()) === count);
  }

  /**
   * Selects exactly these rows of a tree. Repeats this until all are selected, because a selection can lose
   * rows while VS Code updates them.
   */
  async selectRows(first: Locator, ...others: readonly Locator[]): Promise<void> {
    const all = [first, ...others];
    await until('the rows to be selected', async () => {
      await first.click();
      for (const row of others) await row.click({ modifiers: ['Control'] });
      const found = await Promise.all(all.map(row => row.getAttribute('aria-selected')));
      return found.every(selected => selected === 'true');
    });
  }

  /**
   * Selects all rows of a tree with the keyboard. Repeats this until all are selected, because an update of
   * the rows changes the selection.
   */
  async selectAllRows(rows: Locator): Promise<void> {
    await until('all rows to be selected', async () => {
      await rows.first().click();
      await this.page.keyboard.press('Control+a');
      const selected = await rows.evaluateAll(all => all.map(row => row.getAttribute('aria-selected')));
      return selected.every(each => each === 'true');
    });
  }

  /** Waits until a row shows these buttons when the mouse is over it. */
  rowOffers(row: Locator, ...labels: readonly string[]): Promise<void> {
    return untilEqual(async () => {
      await row.hover();
      const actions = row.locator('.actions .action-label');
      return actions.evaluateAll(found => found.map(action => action.getAttribute('aria-label') ?? ''));
    }, labels);
  }

  /** Chooses an item in the context menu of the selected rows. */
  async contextMenu(row: Locator, label: string): Promise<void> {
    await row.click({ button: 'right' });
    const item = this.page.locator('.monaco-menu .action-label', { hasText: label }).first();
    await item.waitFor();
    // Clicks again until the menu reacts: a menu that has just opened ignores clicks.
    await until(`the menu to take "${label}"`, async () => {
      await item.click({ timeout: 500 }).catch(() => undefined);
      return (await item.count()) === 0;
    });
  }

  pane(title: string): Locator {
    const header = this.page.locator('.pane-header', { hasText: title });
    return this.page.locator('.split-view-view > .pane').filter({ has: header });
  }

  /** Returns the notification with this text. Waits until it is there. */
  async toast(text: string | RegExp): Promise<Locator> {
    return visible(this.page.locator('.notifications-toasts .notification-list-item', { hasText: text }));
  }

  /** Opens the list of notifications, and returns the one with this text. VS Code hides it elsewhere after some seconds. */
  async notification(text: string | RegExp): Promise<Locator> {
    await this.command('Notifications: Show Notifications');
    return visible(this.page.locator('.notifications-center .notification-list-item', { hasText: text }));
  }

  /** Returns the modal dialog with this text. Waits until it is there. */
  async dialog(text: string | RegExp): Promise<Locator> {
    return visible(this.page.locator('.monaco-dialog-box', { hasText: text }));
  }

  /**
   * Returns the first visible webview whose page contains an element that matches the selector. Waits until
   * there is one.
   */
  async frame(selector: string): Promise<Frame> {
    return until(`a webview with ${selector}`, async () => (await this.frames(selector))[0]);
  }

  /** Returns all visible webviews whose pages contain an element that matches the selector. */
  async frames(selector: string): Promise<Frame[]> {
    const found: Frame[] = [];
    for (const frame of this.page.frames()) {
      if (frame.url().includes('fake.html') && (await isShown(frame, selector))) found.push(frame);
    }
    return found;
  }

  /**
   * Waits until VS Code has stored a value that contains all these words. VS Code stores values some seconds
   * late, and loses them if the window is reloaded before that.
   */
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

  /** Moves the mouse away from all buttons, so that no tooltip is visible. */
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
   * Chooses an item by its label. Repeats the query until the item appears: commands and files are registered
   * after the window opens, and an open list does not notice them. Escape closes only the list, so the
   * selection in the editor remains.
   */
  async pick(key: string, query: string, label: string): Promise<void> {
    // Matches the whole label. As long as our commands are not registered, other commands may begin with the
    // same words.
    const whole = new RegExp(`${label.replaceAll(/[.()]/g, '\\$&')}$`, 'i');
    const row = this.quickItem(whole);
    await until(`"${label}" in the quick input`, async () => {
      if (await this.quickInput.isVisible()) await this.quickInput.press('Escape');
      await this.page.keyboard.press(key);
      // A page that takes the focus at this moment can also take the key press.
      return this.quickInput
        .fill(query, { timeout: 5_000 })
        .then(() => row.waitFor({ timeout: 2_000 }))
        .then(
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

/**
 * Returns whether a webview is visible. The frame of a hidden webview continues to exist, so the element
 * around it is checked.
 */
async function isShown(frame: Frame, selector: string): Promise<boolean> {
  try {
    if ((await frame.locator(selector).count()) === 0) return false;
    const outer = frame.parentFrame();
    return outer !== null && (await (await outer.frameElement()).isVisible());
  } catch {
    // The frame was removed during the check.
    return false;
  }
}

/** Waits for an element. Returns false if it does not appear within a time that is long for a busy machine. */
function appears(element: Locator): Promise<boolean> {
  return element.waitFor({ timeout: 20_000 }).then(
    () => true,
    () => false,
  );
}

/** Runs in the page. Returns the names of the rows in a list, and which rows are checked. */
function readChecks(rows: Element[]): { readonly name: string; readonly isChecked: boolean }[] {
  return rows.map(row => ({
    name: row.querySelector('.quick-input-list-row .label-name')?.textContent ?? '',
    isChecked: row.querySelector('[role=checkbox]')?.getAttribute('aria-checked') === 'true',
  }));
}
