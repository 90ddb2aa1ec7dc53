import { setTimeout as delay } from 'node:timers/promises';
import type { TreeView } from 'vscode';

/** Milliseconds between two reads of the selection, and maximum for all reads. */
const INTERVAL = 20;
const LONGEST = 1000;

/**
 * Reads which items of a tree are selected. While VS Code rereads the whole tree, the selection is empty.
 * Without waiting, a key pressed then would apply to nothing.
 */
export class TreeSelection<Item> {
  constructor(private readonly view: Pick<TreeView<Item>, 'selection'>) {}

  /** Returns the selected items. If there are none, waits for them for up to one second. */
  async read(): Promise<readonly Item[]> {
    let selection = this.view.selection;
    if (selection.length > 0) return selection;
    const end = performance.now() + LONGEST;
    do {
      const before = selection.length;
      await delay(INTERVAL);
      selection = this.view.selection;
      // VS Code reads the groups one after the other. The selection is complete when it no longer grows.
      if (selection.length > 0 && selection.length === before) break;
    } while (performance.now() < end);
    return selection;
  }
}
