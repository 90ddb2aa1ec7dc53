import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import * as path from 'node:path';
import { checkout } from './paths';

/**
 * Links the checkout into `extensionsDir`, so that VS Code runs it as an installed extension. Unlike in its test mode, notifications
 * and dialogs appear. If the link is missing, the folder's old contents are deleted.
 */
export function linkExtension(extensionsDir: string): void {
  const { publisher, name, version } = JSON.parse(readFileSync(path.join(checkout, 'package.json'), 'utf8'));
  const link = path.join(extensionsDir, `${publisher}.${name}-${version}`);
  // A kept folder may list an older version.
  if (!existsSync(link)) rmSync(extensionsDir, { recursive: true, force: true });
  mkdirSync(extensionsDir, { recursive: true });
  if (!existsSync(link)) symlinkSync(checkout, link, 'junction');
}
