import { spawnSync } from 'node:child_process';
import { findChromium, findProgram } from './browser';

/** Names of Debian's packages. The fonts are for Japanese texts in screenshots. */
const packages = ['chromium', 'fonts-noto-cjk'];

/**
 * Installs Chromium from Debian's packages if there is no browser. If the installation is not possible,
 * prints what the user can do.
 */
export function installChromium(): void {
  if (findChromium()) return;
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  if (findProgram('apt-get') && asRoot.every(program => program.startsWith('-') || findProgram(program))) {
    console.error('Installing Chromium with apt-get, once ...');
    run([...asRoot, 'apt-get', 'update', '-qq']);
    run([...asRoot, 'apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...packages]);
  }
  if (!findChromium()) {
    throw new Error('The tests need a Chromium. Install one, or set the variable CHROMIUM to its path.');
  }
}

function run([command, ...args]: readonly string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync(command, args, { stdio: ['ignore', 'ignore', 2], env });
}
