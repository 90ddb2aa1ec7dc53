import * as vscode from 'vscode';
import type { Exports, Internals } from '../../../src/extension/extension';
import type { RunRecord, RunState } from '../../../src/protocol/run';

/** Long enough for every window length, and regular enough to learn. */
export const text = 'the quick brown fox jumps over the lazy dog.\n'.repeat(60);

export function extension(): vscode.Extension<Exports> {
  const found = vscode.extensions.getExtension<Exports>('elman-lab.elman-lab');
  if (!found) throw new Error('the extension is not installed');
  return found;
}

/** Returns the internals of the extension, which is active before the first test. */
export function lab(): Internals {
  const { internals } = extension().exports;
  if (!internals) throw new Error('the extension does not run in test mode');
  return internals;
}

/** Returns the open folder. */
export function workspaceFolder(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0].uri;
  if (!folder) throw new Error('no folder is open');
  return folder;
}

/** Writes a file into the open folder without showing it. */
export async function writeFile(name: string, content: string | Uint8Array): Promise<vscode.Uri> {
  const file = vscode.Uri.joinPath(workspaceFolder(), name);
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  await vscode.workspace.fs.writeFile(file, bytes);
  return file;
}

/**
 * Opens an untitled document. VS Code may reuse the name and the text of one that was just closed; then tries
 * again.
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

/** The values of settings that tests changed, by name. */
const changed = new Map<string, unknown>();

/** Changes settings, until the end of the test if the suite uses `useLab`. */
export async function configure(settings: Readonly<Record<string, unknown>>): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('elman');
  for (const [name, value] of Object.entries(settings)) changed.set(name, value);
  // VS Code writes them one after the other anyway; waiting for each would cost a round trip.
  await Promise.all(
    Object.entries(settings).map(([name, value]) =>
      configuration.update(name, value, vscode.ConfigurationTarget.Global),
    ),
  );
}

/** Resets the settings that tests changed, to these values or to their defaults. */
export async function resetSettings(values: Readonly<Record<string, unknown>> = {}): Promise<void> {
  const others = [...changed].filter(([name, value]) => value !== values[name]);
  await configure(Object.fromEntries(others.map(([name]) => [name, values[name]])));
}

/** Resolves when the run is in this state. */
export function inState({ runManager }: Internals, id: string, state: RunState): Promise<RunRecord> {
  return until(runManager.onDidChange, () => {
    const record = runManager.run(id);
    return record?.state === state ? record : undefined;
  });
}

/** Resolves when the run has completed this number of iterations. */
export function atIteration({ runManager }: Internals, id: string, iteration: number): Promise<RunRecord> {
  return until(runManager.onDidChange, () => {
    const record = runManager.run(id);
    return record && record.iteration >= iteration ? record : undefined;
  });
}

/** Calls `probe` now and at every event, until it returns a value. */
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
