import { setTimeout as delay } from 'node:timers/promises';
import type { TreeView } from 'vscode';

/** Milliseconds between two looks at the selection, and at most in all. */
const INTERVAL = 20;
const LONGEST = 1000;

/**
 * Reads which items of a tree are selected. VS Code forgets the items while it reads the whole tree anew, and the
 * selection is empty until it has read them: a key that is pressed then would apply to nothing.
 */
export class TreeSelection<Item> {
  constructor(private readonly view: Pick<TreeView<Item>, 'selection'>) {}

  /** Returns the selected items. Waits for them when there are none, for one second at most. */
  async read(): Promise<readonly Item[]> {
    let selection = this.view.selection;
    if (selection.length > 0) return selection;
    const end = performance.now() + LONGEST;
    do {
      const before = selection.length;
      await delay(INTERVAL);
      selection = this.view.selection;
      // Groups are read one after the other: complete when two looks find the same.
      if (selection.length > 0 && selection.length === before) break;
    } while (performance.now() < end);
    return selection;
  }
}
