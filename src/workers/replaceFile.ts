import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { unfinishedPath } from './leftoverFiles';

/** The content of a file: one array, or pieces that are generated on demand. */
export type Content = Uint8Array | Iterable<string | Uint8Array>;
/** Content that is generated asynchronously, so that messages are handled between its pieces. */
export type AsyncContent = AsyncIterable<string | Uint8Array>;

/**
 * Whether folders are synced after their entries change. Windows does not support syncing folders and does
 * not need it.
 */
const foldersSync = process.platform !== 'win32';

/**
 * Writes a file atomically: after a crash it has either its old or its new content. Uses a temporary name,
 * fsync, rename, and fsync of the folder. A replaced file's permissions and owner are kept. A symbolic link
 * at `target` is replaced, not followed; the command line resolves links first (`cli/followLinks.ts`).
 */
export function replaceFile(target: string, content: Content | AsyncContent): Promise<void> {
  return replaceFileBy(target, file => file.writeFile(content));
}

/** Replaces a file as `replaceFile` does. `write` writes the new content, at any positions. */
export async function replaceFileBy(
  target: string,
  write: (file: FileHandle) => Promise<void>,
): Promise<void> {
  const unfinished = unfinishedPath(target);
  await makeFolder(dirname(target));
  try {
    await writeDurably(unfinished, write, target);
    await rename(unfinished, target);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  await syncFolder(dirname(target));
}

async function writeDurably(
  path: string,
  write: (file: FileHandle) => Promise<void>,
  like: string,
): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await copyAccess(like, file);
    await write(file);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function copyAccess(from: string, to: FileHandle): Promise<void> {
  const old = await stat(from).catch(() => undefined);
  if (!old) return;
  // Ignores errors: only an administrator may change the owner, and some file systems have neither owners nor
  // permissions.
  await to.chown(old.uid, old.gid).catch(() => undefined);
  await to.chmod(old.mode & 0o7777).catch(() => undefined);
}

/**
 * Creates a folder and its missing parents. Syncs the folders that contain new folders, so that the new ones
 * survive a crash.
 */
export async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined || !foldersSync) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
}

/** Syncs a folder, so that files created or renamed in it survive a crash. */
export async function syncFolder(folder: string): Promise<void> {
  if (!foldersSync) return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
