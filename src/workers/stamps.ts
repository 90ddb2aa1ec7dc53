import { statSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';

/**
 * Milliseconds after which a later change is sure to alter the time stamp. File system clocks are as coarse
 * as 2 s (FAT).
 */
const SETTLED_AFTER = 4000;
/**
 * Number of files between turns of the event loop. Asynchronous calls in the thread pool take ten times as
 * long.
 */
const AT_ONCE = 500;

let unsettled = 0;

/** Returns a stamp for each file that changes whenever its content changes. Undefined if there is no file. */
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
