import * as vscode from 'vscode';

const key = 'elman.heatmap';

/**
 * The documents that show the heatmap. The workspace remembers them, so that a reloaded window shows it
 * again.
 */
export class ShownDocuments {
  private readonly uris = new Set<string>();

  constructor(private readonly state: vscode.Memento) {}

  /** The documents that showed the heatmap when the window was closed and are open again. */
  remembered(): readonly string[] {
    const open = new Set(openTabs());
    return this.state.get<readonly string[]>(key, []).filter(uri => open.has(uri));
  }

  has({ uri }: vscode.TextDocument): boolean {
    return this.uris.has(uri.toString());
  }

  add(...uris: readonly string[]): void {
    for (const uri of uris) this.uris.add(uri);
    this.remember();
  }

  /** Returns whether the document was one of them. */
  delete({ uri }: vscode.TextDocument): boolean {
    const isDeleted = this.uris.delete(uri.toString());
    if (isDeleted) this.remember();
    return isDeleted;
  }

  private remember(): void {
    void this.state.update(key, [...this.uris]);
  }
}

/** Returns the addresses of the texts in all tabs. A tab that was not yet looked at has no document. */
function openTabs(): string[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .flatMap(({ input }) => {
      if (input instanceof vscode.TabInputText) return [input.uri.toString()];
      if (input instanceof vscode.TabInputTextDiff)
        return [input.original.toString(), input.modified.toString()];
      return [];
    });
}
