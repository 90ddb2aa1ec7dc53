import { statSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';

/**
 * Milliseconds after which a later change is sure to alter the time stamp. File system clocks are as coarse
 * as 2 s (FAT).
 */
const SETTLED_AFTER = 4000;
/**
 * Number of files whose status is read before the event loop runs again. They are read synchronously, because
 * Node's asynchronous calls take ten times as long.
 */
const AT_ONCE = 500;

let unsettled = 0;

/**
 * Returns a stamp for each file, which changes whenever the file's content changes. Undefined if there is no
 * file.
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
