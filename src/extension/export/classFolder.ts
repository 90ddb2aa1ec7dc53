import * as vscode from 'vscode';
import { readClass, runFileNames } from '../../common/classFiles';
import { unreadableFile } from '../../common/unreadable';
import { firstFolder } from '../askWhere';
import { pageTexts } from '../core/pageTexts';
import type { Services } from '../core/services';
import { withCancellableProgress } from '../models/cancellableProgress';
import { readRegular } from '../regularFile';
import { nameOf } from '../uris';

/**
 * Implements "Open Class Folder…": shows the runs of a folder with run files (`.elmanrun`) as one table and plot. Adds nothing to
 * the user's runs and changes nothing in the folder.
 */
export class ClassFolder {
  constructor(private readonly services: Pick<Services, 'storage' | 'documents'>) {}

  /** Shows the folder that was clicked, or the one that the user chooses. Returns the document, or undefined if cancelled. */
  async run(clicked?: unknown): Promise<vscode.TextDocument | undefined> {
    const folder = clicked instanceof vscode.Uri ? clicked : await askFolder();
    if (!folder) return undefined;
    const { documents } = this.services;
    const name = nameOf(folder);
    const title = vscode.l10n.t('Reading the runs of {0}', name);
    const report = await withCancellableProgress(title, signal => this.report(folder, signal));
    const document = await documents.open(`${vscode.l10n.t('Class · {0}', name)}.md`, report);
    await preview(document);
    return document;
  }

  private async report(folder: vscode.Uri, signal: AbortSignal): Promise<string> {
    const { channel } = this.services.storage;
    const read = async (name: string) => {
      signal.throwIfAborted();
      const bytes = await readRegular(vscode.Uri.joinPath(folder, name), unreadableFile);
      return channel.request('classRun', { name, bytes }, { signal });
    };
    const found = await readClass(runFileNames(await namesIn(folder), nameOf(folder)), read);
    return channel.request('classReport', { ...found, ...pageTexts() }, { signal });
  }
}

/** Shows a Markdown document as a preview or, if VS Code's own extension for Markdown is disabled, as text. */
async function preview(document: vscode.TextDocument): Promise<void> {
  const commands = await vscode.commands.getCommands(true);
  if (commands.includes('markdown.showPreview'))
    await vscode.commands.executeCommand('markdown.showPreview', document.uri);
  else await vscode.window.showTextDocument(document);
}

async function askFolder(): Promise<vscode.Uri | undefined> {
  const options = { canSelectFiles: false, canSelectFolders: true, defaultUri: firstFolder() };
  const title = vscode.l10n.t('Folder with the Runs of a Class');
  return (await vscode.window.showOpenDialog({ title, ...options }))?.[0];
}

/** Returns the names of what a folder contains, except folders. */
async function namesIn(folder: vscode.Uri): Promise<string[]> {
  const found = await vscode.workspace.fs.readDirectory(folder).then(undefined, error => {
    throw unreadableFile(folder.path, error);
  });
  return found.flatMap(([name, type]) => ((type & vscode.FileType.Directory) === 0 ? [name] : []));
}
