import { existsSync } from 'node:fs';
import * as path from 'node:path';

/** The nearest folder upwards with a lock file: bundles lie at different depths below it. */
function findCheckout(folder: string): string {
  if (existsSync(path.join(folder, 'package-lock.json'))) return folder;
  const parent = path.dirname(folder);
  if (parent === folder) throw new Error(`no checkout around ${__dirname}`);
  return findCheckout(parent);
}

export const checkout = findCheckout(__dirname);
/** Everything that tests and the demo install or keep, outside version control. */
export const hostFolder = path.join(checkout, '.vscode-host');
