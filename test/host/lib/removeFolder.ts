import { rmSync } from 'node:fs';

/** Removes a folder, even while ending processes still write files in it. */
export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
}
