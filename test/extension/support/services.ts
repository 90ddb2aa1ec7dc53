import * as vscode from 'vscode';
import type { Exports, Internals } from '../../../src/extension/extension';
import type { RunRecord, RunState } from '../../../src/protocol/run';

/** Enough for every window, with a regularity to learn. */
export const text = 'the quick brown fox jumps over the lazy dog.\n'.repeat(60);

export function extension(): vscode.Extension<Exports> {
  const found = vscode.extensions.getExtension<Exports>('elman-lab.elman-lab');
  if (!found) throw new Error('the extension is not installed');
  return found;
}

/** The services of the extension, which is active before the first test. */
export function lab(): Internals {
  const { internals } = extension().exports;
  if (!internals) throw new Error('the extension does not run in test mode');
  return internals;
}

/** The folder that is open. */
export function workspaceFolder(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0].uri;
  if (!folder) throw new Error('no folder is open');
  return folder;
}

/** Writes a file into the open folder; no editor shows it. */
export async function writeFile(name: string, content: string | Uint8Array): Promise<vscode.Uri> {
  const file = vscode.Uri.joinPath(workspaceFolder(), name);
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  await vscode.workspace.fs.writeFile(file, bytes);
  return file;
}

/** An untitled document. VS Code may give it the name of one just closed, and that one's text: then another name. */
export async function newDocument(content: string): Promise<vscode.TextDocument> {
  for (let tries = 0; tries < 10; tries++) {
    const document = await vscode.workspace.openTextDocument({ content });
    if (document.getText() === content) return document;
  }
  throw new Error('VS Code opens no new document');
}

/** An untitled document in an editor of its own. */
export async function openText(content: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await newDocument(content), { preview: false });
}

/** The values of settings that tests changed, by name. */
const changed = new Map<string, unknown>();

/** Changes settings, until the end of the test if the suite uses `useLab`. */
export async function configure(settings: Readonly<Record<string, unknown>>): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('elman');
  for (const [name, value] of Object.entries(settings)) {
    changed.set(name, value);
    await configuration.update(name, value, vscode.ConfigurationTarget.Global);
  }
}

/** Resets the settings that tests changed, to these values or to their defaults. */
export async function resetSettings(values: Readonly<Record<string, unknown>> = {}): Promise<void> {
  const others = [...changed].filter(([name, value]) => value !== values[name]);
  await configure(Object.fromEntries(others.map(([name]) => [name, values[name]])));
}

/** When the run is in the state; at once if it is there already. */
export function inState({ runManager }: Internals, id: string, state: RunState): Promise<RunRecord> {
  return until(runManager.onDidChange, () => {
    const record = runManager.run(id);
    return record?.state === state ? record : undefined;
  });
}

/** When the run has done that number of iterations. */
export function atIteration({ runManager }: Internals, id: string, iteration: number): Promise<RunRecord> {
  return until(runManager.onDidChange, () => {
    const record = runManager.run(id);
    return record && record.iteration >= iteration ? record : undefined;
  });
}

/** Probes now and at every event. */
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
  await runManager.remove(runManager.runs.map(({ id }) => id));
}
