import type { TreeView } from 'vscode';

/**
 * INTERVAL: milliseconds between two reads of the selection. LONGEST: milliseconds after which an empty
 * selection is no longer read again.
 */
const INTERVAL = 20;
const LONGEST = 1000;

/**
 * Reads which items of a tree are selected. While VS Code reads the whole tree again, the selection is empty
 * for a moment, in which a pressed key would apply to no item. So an empty selection is read again until it
 * contains items.
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
      await new Promise(resolve => setTimeout(resolve, INTERVAL));
      selection = this.view.selection;
      // Stops when the selection has stopped growing. VS Code reads one group of the tree after the other, so
      // the selection may be incomplete at first.
      if (selection.length > 0 && selection.length === before) break;
    } while (performance.now() < end);
    return selection;
  }
}
