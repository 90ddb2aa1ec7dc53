import * as vscode from 'vscode';

const key = 'elman.heatmap';

/**
 * The documents that show the heatmap. They are stored in the workspace's state, so that a reloaded window
 * shows the heatmap again.
 */
export class ShownDocuments {
  private readonly uris = new Set<string>();

  constructor(private readonly state: vscode.Memento) {}

  /**
   * Returns the URIs of the documents that showed the heatmap when the window was closed and that are open in
   * this session.
   */
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

  /** Removes a document. Returns whether it showed the heatmap. */
  delete({ uri }: vscode.TextDocument): boolean {
    const isDeleted = this.uris.delete(uri.toString());
    if (isDeleted) this.remember();
    return isDeleted;
  }

  private remember(): void {
    void this.state.update(key, [...this.uris]);
  }
}

/**
 * Returns the URIs of the texts in all tabs. Does not use the list of documents, because VS Code creates the
 * document of a tab only when the tab is first shown.
 */
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
