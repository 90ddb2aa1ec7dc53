import { spawn } from 'node:child_process';
import * as path from 'node:path';
import { findChromium, findProgram } from './browser';
import { hostFolder } from './paths';

/** Returns whether this machine can show a window. */
export function hasDisplay(): boolean {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return process.platform !== 'linux' || Boolean(DISPLAY || WAYLAND_DISPLAY);
}

/** Opens an address in a browser window. Returns false if there is no display or no browser. */
export function openInBrowser(url: string): boolean {
  const command = hasDisplay() ? findOpener(url) : undefined;
  if (!command) return false;
  const [program, ...args] = command;
  const child = spawn(program, args, { stdio: 'ignore' });
  child.once('error', error => console.error(`${program} could not be started: ${error.message}`));
  process.once('exit', () => child.kill());
  return true;
}

/**
 * Returns the command that opens an address in the user's own browser or in a Chromium with a separate
 * profile. Undefined if there is no browser.
 */
function findOpener(url: string): readonly [string, ...string[]] | undefined {
  if (process.platform === 'darwin') return ['open', url];
  const opener = process.env.BROWSER ?? findProgram('xdg-open');
  if (opener) return [opener, url];
  const chromium = findChromium();
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const profile = `--user-data-dir=${path.join(hostFolder, 'browser')}`;
  return chromium ? [chromium, ...sandbox, profile, '--no-first-run', `--app=${url}`] : undefined;
}
