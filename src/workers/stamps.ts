import { statSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';

/** Milliseconds in which a file may change again without another time: clocks of disks are as coarse as 2 s (FAT). */
const SETTLED_AFTER = 4000;
/** Files between turns of the event loop. One by one in the pool of threads they take ten times as long. */
const AT_ONCE = 500;

let unsettled = 0;

/** For each file a text that is another one once its content is another one; undefined where there is no file. */
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
