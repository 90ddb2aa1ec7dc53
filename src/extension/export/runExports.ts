import * as vscode from 'vscode';
import { ownFolder } from '../../common/eventFolder';
import type { ExportedFile } from '../../protocol/storage';
import { pageTexts } from '../core/pageTexts';
import type { StorageWorker } from '../core/storageWorker';
import { nameOf } from '../uris';

/**
 * Writes exports of runs to a location that the user chose. The storage worker creates their contents. The
 * methods return the URIs of the written files, the main file first.
 */
export class RunExports {
  constructor(private readonly storage: StorageWorker) {}

  /** Writes all metrics of the runs to one CSV table. */
  async csv(ids: readonly string[], target: vscode.Uri): Promise<readonly vscode.Uri[]> {
    await vscode.workspace.fs.writeFile(target, await this.storage.channel.request('csv', { ids }));
    return [target];
  }

  /** Writes one TensorBoard event file per run, in folders below `folder`. */
  async tensorBoard(ids: readonly string[], folder: vscode.Uri): Promise<readonly vscode.Uri[]> {
    const written: vscode.Uri[] = [];
    for (const file of await this.storage.channel.request('tensorBoard', { ids })) {
      const path = await ownFolder(file, name => namesIn(vscode.Uri.joinPath(folder, name)));
      written.push(...(await write(folder, [{ ...file, path }])));
    }
    return written;
  }

  /** Writes a comparison report in Markdown, with its plots next to it. */
  async report(ids: readonly string[], target: vscode.Uri): Promise<readonly vscode.Uri[]> {
    const folder = vscode.Uri.joinPath(target, '..');
    const name = nameOf(target).replace(/\.md$/i, '');
    return write(folder, await this.storage.channel.request('report', { ids, name, ...pageTexts() }));
  }

  /** Writes a run as one file for other people. */
  async runFile(id: string, target: vscode.Uri): Promise<readonly vscode.Uri[]> {
    await vscode.workspace.fs.writeFile(target, await this.storage.channel.request('runFile', { id }));
    return [target];
  }

  /** Returns for each run the command line of the program `elman` that reproduces it. */
  commandLines(ids: readonly string[]): Promise<readonly string[]> {
    return this.storage.channel.request('commandLines', { ids });
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
