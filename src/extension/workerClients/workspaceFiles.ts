import * as vscode from 'vscode';
import type { Handlers } from '../../protocol/channel';
import type { FileRequests } from '../../protocol/files';
import { GrowingBytes } from './growingBytes';

/** Milliseconds after a change in which the modification time may not show a further change. */
const SETTLED_AFTER = 2000;

/**
 * The files in a folder, accessed through VS Code for the workers of the browser. VS Code cannot append to a file, so
 * appended data stay in memory until they are made durable. Operations are done one after the other.
 *
 * Files are written without a temporary name: the storage of the browser replaces a file in one transaction.
 */
export class WorkspaceFiles {
  readonly handlers: Handlers<FileRequests> = {
    read: ({ path }) => this.inTurn(async () => this.appended.get(path)?.copy() ?? (await this.stored(path))),
    list: ({ folder }) => this.inTurn(() => this.list(folder)),
    stamps: ({ paths }) => this.inTurn(() => Promise.all(paths.map(path => this.stamp(path)))),
    write: ({ path, content }) => this.inTurn(() => this.write(path, content)),
    append: ({ path, content }) => this.inTurn(() => this.append(path, content)),
    sync: ({ path }) => this.inTurn(() => this.sync(path)),
    move: ({ from, to }) => this.inTurn(() => this.move(from, to)),
    remove: ({ path }) => this.inTurn(() => this.remove(path)),
  };
  /** The whole content of the files to which something was appended since they were written. */
  private readonly appended = new Map<string, GrowingBytes>();
  private last: Promise<unknown> = Promise.resolve();
  private unsettled = 0;

  constructor(private readonly root: vscode.Uri) {}

  private inTurn<T>(action: () => Promise<T>): Promise<T> {
    const result = this.last.then(action);
    this.last = result.catch(() => undefined);
    return result;
  }

  private async list(folder: string): Promise<string[]> {
    const entries = await ifFound(vscode.workspace.fs.readDirectory(this.inside(folder)));
    return entries?.map(([name]) => name) ?? [];
  }

  private async stamp(path: string): Promise<string | undefined> {
    const found = await ifFound(vscode.workspace.fs.stat(this.inside(path)));
    const { length } = this.appended.get(path) ?? {};
    if (!found) return undefined;
    const isSettled = length === undefined && Date.now() - found.mtime > SETTLED_AFTER;
    return isSettled ? `${found.mtime} ${found.size}` : `unsettled ${this.unsettled++}`;
  }

  private async write(path: string, content: Uint8Array): Promise<void> {
    await vscode.workspace.fs.writeFile(this.inside(path), content);
    this.appended.delete(path);
  }

  private async append(path: string, content: Uint8Array): Promise<void> {
    const known = this.appended.get(path);
    if (known) {
      known.add(content);
      return;
    }
    const stored = await this.stored(path);
    // A new file is written at once, so that it is listed.
    if (!stored) return vscode.workspace.fs.writeFile(this.inside(path), content);
    const grown = new GrowingBytes(stored);
    grown.add(content);
    this.appended.set(path, grown);
  }

  private async sync(path: string): Promise<number> {
    const grown = this.appended.get(path);
    if (!grown) return (await ifFound(vscode.workspace.fs.stat(this.inside(path))))?.size ?? 0;
    await this.write(path, grown.copy());
    return grown.length;
  }

  private async move(from: string, to: string): Promise<void> {
    await this.syncWithin(from);
    await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(this.inside(to), '..'));
    await vscode.workspace.fs.rename(this.inside(from), this.inside(to), { overwrite: false });
  }

  private async remove(path: string): Promise<void> {
    for (const each of this.appendedWithin(path)) this.appended.delete(each);
    await ifFound(vscode.workspace.fs.delete(this.inside(path), { recursive: true, useTrash: false }));
  }

  private async syncWithin(folder: string): Promise<void> {
    for (const path of this.appendedWithin(folder)) await this.sync(path);
  }

  private appendedWithin(path: string): string[] {
    return [...this.appended.keys()].filter(each => each === path || each.startsWith(`${path}/`));
  }

  private stored(path: string): Promise<Uint8Array | undefined> {
    return ifFound(vscode.workspace.fs.readFile(this.inside(path)));
  }

  private inside(path: string): vscode.Uri {
    if (path.split('/').includes('..')) throw new Error(`${path} is outside the store`);
    return vscode.Uri.joinPath(this.root, path);
  }
}

/** Returns undefined if the error of an operation says that the file does not exist. */
async function ifFound<T>(operation: Thenable<T>): Promise<T | undefined> {
  try {
    return await operation;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
    throw error;
  }
}
