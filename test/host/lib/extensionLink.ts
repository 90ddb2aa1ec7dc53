import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import * as path from 'node:path';
import { checkout } from './paths';

/**
 * Links a folder, by default the checkout, into `extensionsDir`, so that VS Code runs it as an installed extension.
 * Unlike in its test mode, VS Code then shows notifications and dialogs. If the link is missing, the old contents of
 * the folder are deleted.
 */
export function linkExtension(extensionsDir: string, folder = checkout): void {
  const { publisher, name, version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const link = path.join(extensionsDir, `${publisher}.${name}-${version}`);
  // Deletes the folder's contents, because a folder of an earlier start may contain a link to an older
  // version.
  if (!existsSync(link)) rmSync(extensionsDir, { recursive: true, force: true });
  mkdirSync(extensionsDir, { recursive: true });
  if (!existsSync(link)) symlinkSync(folder, link, 'junction');
}
