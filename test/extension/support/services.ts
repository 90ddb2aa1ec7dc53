import * as vscode from 'vscode';
import type { Exports, Internals } from '../../../src/extension/extension';
import type { RunRecord, RunState } from '../../../src/protocol/run';

/** A text that is long enough for every window length, and so regular that networks learn it quickly. */
export const text = 'the quick brown fox jumps over the lazy dog.\n'.repeat(60);

export function extension(): vscode.Extension<Exports> {
  const found = vscode.extensions.getExtension<Exports>('elman-lab.elman-lab');
  if (!found) throw new Error('the extension is not installed');
  return found;
}

/** Returns the internals of the extension. VS Code activates the extension before the first test. */
export function internals(): Internals {
  const { internals: found } = extension().exports;
  if (!found) throw new Error('the extension does not run in test mode');
  return found;
}

/** Returns the URI of the folder that is open in VS Code. */
export function workspaceFolder(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0].uri;
  if (!folder) throw new Error('no folder is open');
  return folder;
}

/** Writes a file into the open folder without opening the file. Returns its URI. */
export async function writeFile(name: string, content: string | Uint8Array): Promise<vscode.Uri> {
  const file = vscode.Uri.joinPath(workspaceFolder(), name);
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  await vscode.workspace.fs.writeFile(file, bytes);
  return file;
}

/**
 * Opens an untitled document. Tries again if VS Code uses the name and the text of a document that was just
 * closed.
 */
export async function newDocument(content: string): Promise<vscode.TextDocument> {
  for (let tries = 0; tries < 10; tries++) {
    const document = await vscode.workspace.openTextDocument({ content });
    if (document.getText() === content) return document;
  }
  throw new Error('VS Code opens no new document');
}

/** Opens an untitled document in a new editor. */
export async function openText(content: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await newDocument(content), { preview: false });
}

/** The settings that tests have changed, with their current values, by name. */
const changed = new Map<string, unknown>();

/** Changes settings. If the suite uses `useExtension`, they are reset at the end of the test. */
export async function configure(settings: Readonly<Record<string, unknown>>): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('elman');
  for (const [name, value] of Object.entries(settings)) changed.set(name, value);
  // Does not wait for each setting, which would cost a round trip: VS Code writes one setting after the other
  // anyway.
  await Promise.all(
    Object.entries(settings).map(([name, value]) =>
      configuration.update(name, value, vscode.ConfigurationTarget.Global),
    ),
  );
}

/** Resets the settings that tests have changed, to the given values or to their defaults. */
export async function resetSettings(values: Readonly<Record<string, unknown>> = {}): Promise<void> {
  const others = [...changed].filter(([name, value]) => value !== values[name]);
  await configure(Object.fromEntries(others.map(([name]) => [name, values[name]])));
}

/** Resolves to the record when the run is in this state. */
export function inState({ runManager }: Internals, id: string, state: RunState): Promise<RunRecord> {
  return until(runManager.onDidChange, () => {
    const record = runManager.run(id);
    return record?.state === state ? record : undefined;
  });
}

/** Resolves to the record when the run has completed this number of iterations. */
export function atIteration({ runManager }: Internals, id: string, iteration: number): Promise<RunRecord> {
  return until(runManager.onDidChange, () => {
    const record = runManager.run(id);
    return record && record.iteration >= iteration ? record : undefined;
  });
}

/** Calls `probe` now and at every event. Resolves when `probe` returns a value. */
export function until<T>(event: vscode.Event<unknown>, probe: () => T | undefined): Promise<T> {
  return new Promise(resolve => {
    const subscription = event(() => look());
    const look = () => {
      const answer = probe();
      if (answer === undefined) return;
      subscription.dispose();
      resolve(answer);
    };
    look();
  });
}

export async function closeEditors(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

export async function removeRuns({ runManager }: Internals): Promise<void> {
  await runManager.load();
  if (runManager.runs.length > 0) await runManager.remove(runManager.runs.map(({ id }) => id));
}
