import { existsSync } from 'node:fs';
import * as path from 'node:path';

/** Returns the nearest parent folder with a lock file. Bundles are at different depths in the checkout. */
function findCheckout(folder: string): string {
  if (existsSync(path.join(folder, 'package-lock.json'))) return folder;
  const parent = path.dirname(folder);
  if (parent === folder) throw new Error(`no checkout around ${__dirname}`);
  return findCheckout(parent);
}

export const checkout = findCheckout(__dirname);
/** Everything that tests and the demo install or keep, outside version control. */
export const hostFolder = path.join(checkout, '.vscode-host');
