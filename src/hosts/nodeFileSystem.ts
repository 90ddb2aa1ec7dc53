import { randomBytes } from 'node:crypto';
import { appendFile, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import type { FileSystem } from '../engine/store/fileSystem';

/** What a file is called until it is whole; a crash leaves it behind. */
const temporary = /\.[0-9a-f]{8}\.tmp$/;
/** Milliseconds after which nobody can be writing a temporary file any more. */
const ABANDONED_AFTER = 3_600_000;
/** Windows cannot sync a folder, and needs not. */
const foldersSync = process.platform !== 'win32';

/** What a file is to hold: all of it, or pieces that come as they are needed. */
export type Content = Uint8Array | Iterable<string | Uint8Array>;

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
    const names = await readdir(this.inside(folder)).catch(absent<string[]>([]));
    return names.filter(name => !temporary.test(name));
  }

  async writeAtomic(path: string, content: Content): Promise<void> {
    const target = this.inside(path);
    const folder = dirname(target);
    const unfinished = `${target}.${randomBytes(4).toString('hex')}.tmp`;
    await makeFolder(folder);
    try {
      await writeDurably(unfinished, content);
      await rename(unfinished, target);
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
    await syncFolder(folder);
    await removeAbandoned(folder).catch(() => undefined); // a matter of tidiness: the next write tries again
  }

  async append(path: string, content: Uint8Array): Promise<void> {
    const target = this.inside(path);
    await makeFolder(dirname(target));
    await appendFile(target, content);
  }

  async sync(path: string): Promise<number> {
    const target = this.inside(path);
    const file = await open(target, 'r+').catch(absent(undefined)); // Windows syncs only what is open for writing
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
    const [source, target] = [this.inside(from), this.inside(to)];
    await makeFolder(dirname(target));
    await rename(source, target);
    await syncFolder(dirname(target));
    await syncFolder(dirname(source));
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

async function writeDurably(path: string, content: Content): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes a folder last, too: its name stands in the folder above. */
async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined || !foldersSync) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
}

/** Makes a rename last. */
async function syncFolder(folder: string): Promise<void> {
  if (!foldersSync) return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Clears away what a crash left half written. */
async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!temporary.test(name)) continue;
    const path = join(folder, name);
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs > ABANDONED_AFTER) await rm(path, { force: true });
  }
}

/** For a promise's rejection: `value` where the file does not exist, else the error itself. */
function absent<T>(value: T): (error: NodeJS.ErrnoException) => T {
  return error => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return value;
    throw error;
  };
}
