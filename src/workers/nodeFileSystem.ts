import { appendFile, open, readdir, readlink, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import type { FileSystem } from '../engine/storage/fileSystem';
import { UserError } from '../protocol/userError';
import { stampsOf } from './fileStamps';
import { piecesOfFile, readRegularFile } from './inputFile';
import { isUnfinished, removeLeftoversIn } from './leftoverFiles';
import { type Content, makeFolder, replaceFile, syncFolder } from './replaceFile';

/**
 * Access to the files in a folder on disk. Rejects paths that lead out of the folder. Reads through symbolic
 * links, but never changes or removes a file outside the folder through a link.
 */
export class NodeFileSystem implements FileSystem {
  private readonly root: string;

  constructor(root: string) {
    this.root = resolve(root);
  }

  async read(path: string): Promise<Uint8Array | undefined> {
    return await readRegularFile(this.inside(path)).catch(absent(undefined));
  }

  async open(path: string): Promise<(() => Iterable<Uint8Array>) | undefined> {
    const full = this.inside(path);
    const found = await stat(full).catch(absent(undefined));
    return found?.isFile() ? () => piecesOfFile(full) : undefined;
  }

  async list(folder: string): Promise<readonly string[]> {
    const names = await readdir(this.inside(folder)).catch(absent<string[]>([]));
    return names.filter(name => !isUnfinished(name));
  }

  stamps(paths: readonly string[]): Promise<readonly (string | undefined)[]> {
    return stampsOf(paths.map(path => this.inside(path)));
  }

  async writeAtomic(path: string, content: Uint8Array): Promise<void> {
    await this.replace(path, content);
  }

  async writePieces(path: string, pieces: Iterable<Uint8Array>): Promise<void> {
    await this.replace(path, pieces);
  }

  async append(path: string, content: Uint8Array): Promise<void> {
    const target = await this.changeable(path, { followed: true });
    await makeFolder(dirname(target));
    await appendFile(target, content);
  }

  async sync(path: string): Promise<number> {
    const target = this.inside(path);
    // Opens the file for writing, because Windows cannot sync a file that is opened for reading.
    const file = await open(target, 'r+').catch(absent(undefined));
    if (!file) return 0;
    try {
      await file.sync();
      await syncFolder(dirname(target));
      return (await file.stat()).size;
    } finally {
      await file.close();
    }
  }

  async move(from: string, to: string): Promise<void> {
    const [source, target] = [await this.changeable(from), await this.changeable(to)];
    await makeFolder(dirname(target));
    await rename(source, target);
    await syncFolder(dirname(target));
    await syncFolder(dirname(source));
  }

  async remove(path: string): Promise<void> {
    const full = this.inside(path);
    // If the path is a symbolic link, removes the link and not its target.
    if (await this.contains(dirname(full))) await rm(full, { recursive: true, force: true });
  }

  private async replace(path: string, content: Content): Promise<void> {
    const target = await this.changeable(path);
    await replaceFile(target, content);
    // Ignores an error, because the next write in this folder tries again to remove incomplete files.
    await removeLeftoversIn(dirname(target)).catch(() => undefined);
  }

  private inside(path: string): string {
    const full = join(this.root, path);
    if (isOutside(this.root, full)) throw new Error(`${path} is outside the store`);
    return full;
  }

  /**
   * Returns the absolute path of a file that will be changed. Throws a UserError if a symbolic link in the
   * path leads out of the folder. `followed`: whether the change affects the target of a link that is the
   * last component of the path. If not, the operation replaces the link itself, which may lead anywhere.
   */
  private async changeable(path: string, { followed = false } = {}): Promise<string> {
    const full = this.inside(path);
    if (await this.contains(followed ? full : dirname(full))) return full;
    throw new UserError(
      '"{0}" leads out of the folder "{1}" through a symbolic link, so nothing is changed there. Replace the link by what it leads to, or use that folder itself.',
      [path, this.root],
    );
  }

  /**
   * Returns whether a path is inside the folder after all its symbolic links are resolved. If the path does
   * not exist yet, checks its parent folder.
   */
  private async contains(full: string): Promise<boolean> {
    if (full === this.root || isOutside(this.root, full)) return true;
    const real = await realpath(full).catch(absent(undefined));
    if (real !== undefined) return !isOutside(await realpath(this.root), real);
    return !(await isLink(full)) && this.contains(dirname(full));
  }
}

function isOutside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '..' || /^\.\.[/\\]/.test(way) || isAbsolute(way);
}

async function isLink(path: string): Promise<boolean> {
  return readlink(path).then(
    () => true,
    () => false,
  );
}

/**
 * Returns a handler for a rejected promise. The handler returns `value` if the error says that a file does
 * not exist, and rethrows any other error.
 */
function absent<T>(value: T): (error: NodeJS.ErrnoException) => T {
  return error => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return value;
    throw error;
  };
}
