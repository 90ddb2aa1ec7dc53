import { rmSync } from 'node:fs';

/** Works even while ending processes write their last files. */
export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
}
