import { randomBytes } from 'node:crypto';
import { appendFile, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import type { FileSystem } from '../engine/store/fileSystem';

/** A folder on disk. Paths that would leave it are refused. */
export class NodeFileSystem implements FileSystem {
  private readonly root: string;

  constructor(root: string) {
    this.root = resolve(root);
  }

  async read(path: string): Promise<Uint8Array | undefined> {
    return await readFile(this.inside(path)).catch(absent(undefined));
  }

  async list(folder: string): Promise<readonly string[]> {
    return await readdir(this.inside(folder)).catch(absent<string[]>([]));
  }

  async writeAtomic(path: string, content: Uint8Array): Promise<void> {
    const target = this.inside(path);
    const temporary = `${target}.${randomBytes(4).toString('hex')}.tmp`;
    await mkdir(dirname(target), { recursive: true });
    try {
      await writeDurably(temporary, content);
      await rename(temporary, target);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    await syncFolder(dirname(target));
  }

  async append(path: string, content: Uint8Array): Promise<void> {
    const target = this.inside(path);
    await mkdir(dirname(target), { recursive: true });
    await appendFile(target, content);
  }

  async remove(path: string): Promise<void> {
    await rm(this.inside(path), { recursive: true, force: true });
  }

  private inside(path: string): string {
    const full = join(this.root, path);
    const escaped = relative(this.root, full).startsWith('..');
    if (escaped) throw new Error(`${path} is outside the store`);
    return full;
  }
}

async function writeDurably(path: string, content: Uint8Array): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes a rename last. Windows cannot sync a folder, and needs not. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** For a promise's rejection: `value` where the file does not exist, else the error itself. */
function absent<T>(value: T): (error: NodeJS.ErrnoException) => T {
  return error => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return value;
    throw error;
  };
}
