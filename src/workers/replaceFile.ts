import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { unfinishedPath } from './leftovers';

/** What a file will contain: one array, or pieces that are made as they are needed. */
export type Content = Uint8Array | Iterable<string | Uint8Array>;

/** Windows cannot sync a folder, and does not need it. */
const foldersSync = process.platform !== 'win32';

/**
 * Writes a file so that it has its old or its new content after a crash, never a mixture: temporary name, fsync, rename,
 * fsync of the folder. A file that was there passes its permissions and owner on.
 */
export async function replaceFile(target: string, content: Content): Promise<void> {
  const unfinished = unfinishedPath(target);
  await makeFolder(dirname(target));
  try {
    await writeDurably(unfinished, content, target);
    await rename(unfinished, target);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  await syncFolder(dirname(target));
}

async function writeDurably(path: string, content: Content, like: string): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await copyAccess(like, file);
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function copyAccess(from: string, to: FileHandle): Promise<void> {
  const old = await stat(from).catch(() => undefined);
  if (!old) return;
  // Only the administrator may give files away, and some disks know no owners or permissions.
  await to.chown(old.uid, old.gid).catch(() => undefined);
  await to.chmod(old.mode & 0o7777).catch(() => undefined);
}

/** Makes a folder, and makes it last: its name is an entry of the folder above. */
export async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined || !foldersSync) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
}

/** Makes a rename last. */
export async function syncFolder(folder: string): Promise<void> {
  if (!foldersSync) return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
