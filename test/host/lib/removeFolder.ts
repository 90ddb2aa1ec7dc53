import { rmSync } from 'node:fs';

/** Also where processes that were just told to end put their last files. */
export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
}
