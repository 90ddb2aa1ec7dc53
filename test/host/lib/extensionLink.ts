import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import * as path from 'node:path';
import { checkout } from './paths';

/** Installs the checkout as an extension by a link: VS Code then treats it like any other, toasts and dialogs included. */
export function linkExtension(extensionsDir: string): void {
  const { publisher, name, version } = JSON.parse(readFileSync(path.join(checkout, 'package.json'), 'utf8'));
  const link = path.join(extensionsDir, `${publisher}.${name}-${version}`);
  // A kept folder may list an older version.
  if (!existsSync(link)) rmSync(extensionsDir, { recursive: true, force: true });
  mkdirSync(extensionsDir, { recursive: true });
  if (!existsSync(link)) symlinkSync(checkout, link, 'junction');
}
