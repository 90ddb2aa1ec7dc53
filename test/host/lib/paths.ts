import { existsSync } from 'node:fs';
import * as path from 'node:path';

/**
 * Returns the nearest parent folder that contains a lock file. Bundles are at different depths in the
 * checkout, so a fixed relative path would not work.
 */
function findCheckout(folder: string): string {
  if (existsSync(path.join(folder, 'package-lock.json'))) return folder;
  const parent = path.dirname(folder);
  if (parent === folder) throw new Error(`no checkout around ${__dirname}`);
  return findCheckout(parent);
}

export const checkout = findCheckout(__dirname);
/** The folder for everything that tests and the demo install or keep. Git ignores it. */
export const hostFolder = path.join(checkout, '.vscode-host');
