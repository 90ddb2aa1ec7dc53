import * as vscode from 'vscode';

/** Stores the ids of the runs that train in this window. */
export interface TrainingList {
  read(): Promise<readonly string[]>;
  write(ids: readonly string[]): Promise<void>;
}

/**
 * Returns a list that is stored in a file of the workspace's storage. VS Code's own storage (`Memento`) is
 * written with a delay of some seconds, so a reload of the window could lose the list.
 */
export function trainingListIn(storage: vscode.Uri): TrainingList {
  const file = vscode.Uri.joinPath(storage, 'training.json');
  return {
    async read() {
      try {
        const ids: unknown = JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)));
        return Array.isArray(ids) ? ids.filter(id => typeof id === 'string') : [];
      } catch {
        return []; // the file is missing or damaged
      }
    },
    async write(ids) {
      await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(JSON.stringify(ids)));
    },
  };
}
