import { rmSync } from 'node:fs';

/** Removes a folder. Tries repeatedly, because processes that are ending may still write files in it. */
export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
}
