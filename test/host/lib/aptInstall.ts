import { spawnSync } from 'node:child_process';
import { findProgram } from './browser';

/**
 * Installs Debian packages if the user is root or may use `sudo` without a password. Does nothing on a system
 * without `apt-get`. `name` is printed.
 */
export function aptInstall(name: string, packages: readonly string[]): void {
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  if (!findProgram('apt-get')) return;
  if (!asRoot.every(program => program.startsWith('-') || findProgram(program))) return;
  console.error(`Installing ${name} with apt-get, once ...`);
  run([...asRoot, 'apt-get', 'update', '-qq']);
  run([...asRoot, 'apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...packages]);
}

function run([command, ...args]: readonly string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync(command, args, { stdio: ['ignore', 'ignore', 2], env });
}
