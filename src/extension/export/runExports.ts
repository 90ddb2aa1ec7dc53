import * as vscode from 'vscode';
import { ownFolder } from '../../protocol/eventFolder';
import type { ExportedFile } from '../../protocol/storage';
import type { StorageWorker } from '../core/storageWorker';
import { pageTexts } from '../dashboard/pageTexts';
import { nameOf } from '../uris';

/** Writes what is known of runs to where a person says; the storage makes it. Answers the files, the main one first. */
export class RunExports {
  constructor(private readonly storage: StorageWorker) {}

  /** Every metric of the runs in one table. */
  async csv(ids: readonly string[], target: vscode.Uri): Promise<readonly vscode.Uri[]> {
    await vscode.workspace.fs.writeFile(target, await this.storage.channel.ask('csv', { ids }));
    return [target];
  }

  /** An event file for each run, in folders below `folder`. */
  async tensorBoard(ids: readonly string[], folder: vscode.Uri): Promise<readonly vscode.Uri[]> {
    const written: vscode.Uri[] = [];
    for (const file of await this.storage.channel.ask('tensorBoard', { ids })) {
      const path = await ownFolder(file, name => namesIn(vscode.Uri.joinPath(folder, name)));
      written.push(...(await write(folder, [{ ...file, path }])));
    }
    return written;
  }

  /** A comparison as Markdown, and its plots beside it. */
  async report(ids: readonly string[], target: vscode.Uri): Promise<readonly vscode.Uri[]> {
    const folder = vscode.Uri.joinPath(target, '..');
    const name = nameOf(target).replace(/\.md$/i, '');
    return write(folder, await this.storage.channel.ask('report', { ids, name, ...pageTexts() }));
  }

  /** For each run the line that makes it again with our command line. */
  commandLines(ids: readonly string[]): Promise<readonly string[]> {
    return this.storage.channel.ask('commandLines', { ids });
  }
}

async function namesIn(folder: vscode.Uri): Promise<readonly string[] | undefined> {
  const found = await vscode.workspace.fs.stat(folder).then(undefined, () => undefined);
  if (!found) return [];
  if (!(found.type & vscode.FileType.Directory)) return undefined;
  return (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name);
}

async function write(folder: vscode.Uri, files: readonly ExportedFile[]): Promise<vscode.Uri[]> {
  const written: vscode.Uri[] = [];
  for (const { path, bytes } of files) {
    const target = vscode.Uri.joinPath(folder, ...path.split('/'));
    await vscode.workspace.fs.writeFile(target, bytes);
    written.push(target);
  }
  return written;
}
