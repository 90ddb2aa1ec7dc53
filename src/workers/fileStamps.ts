import { statSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';

/**
 * Minimum age of a file's time stamp in milliseconds at which it can be trusted: a later change of the file
 * gives it a different time stamp. File systems round time stamps, FAT to 2 s.
 */
const SETTLED_AFTER = 4000;
/**
 * Number of files whose status is read between two turns of the event loop. The status is read synchronously,
 * because Node's asynchronous calls take ten times as long.
 */
const AT_ONCE = 500;

let unsettled = 0;

/**
 * Returns for each file a string that changes whenever the file's content changes. Undefined if the file does
 * not exist.
 */
export async function stampsOf(paths: readonly string[]): Promise<(string | undefined)[]> {
  const stamps: (string | undefined)[] = [];
  for (const path of paths) {
    if (stamps.length % AT_ONCE === AT_ONCE - 1) await setImmediate();
    stamps.push(stampOf(path));
  }
  return stamps;
}

function stampOf(path: string): string | undefined {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (!found) return undefined;
    const { ino, size, mtimeMs, ctimeMs } = found;
    const isSettled = Date.now() - Math.max(mtimeMs, ctimeMs) > SETTLED_AFTER;
    return isSettled ? `${ino} ${size} ${mtimeMs} ${ctimeMs}` : `unsettled ${process.pid} ${unsettled++}`;
  } catch {
    return undefined;
  }
}
