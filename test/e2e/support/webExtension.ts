import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { checkout } from '../../host/lib/paths';

/** Files and folders of the extension that are not in its `package.json`. */
const LINKED = ['dist', 'media', 'l10n', 'package.nls.json', 'package.nls.ja.json'];

/**
 * Makes a folder with the extension without its program for Node. VS Code runs such an extension in the browser, as it
 * does everywhere in VS Code for the Web. If there were both programs, the test server would choose the one for Node.
 */
export function makeWebExtension(folder: string): string {
  mkdirSync(folder);
  const { main, ...manifest } = JSON.parse(readFileSync(path.join(checkout, 'package.json'), 'utf8'));
  writeFileSync(
    path.join(folder, 'package.json'),
    JSON.stringify({ ...manifest, browser: './dist/extension.web.js' }),
  );
  for (const name of LINKED) symlinkSync(path.join(checkout, name), path.join(folder, name));
  return folder;
}
