// The first step of every command: installs what is missing, and builds. Imports only Node's own modules, because a
// fresh clone has no others.
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** @type {(command: string, args: readonly string[]) => void} Output goes to stderr, because stdout is for the command itself. */
function run(command, args) {
  const { status, error } = spawnSync(command, args, { stdio: ['ignore', 2, 2] });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

/** npm writes this file at the end of an installation, so it is missing after an interrupted one. */
const installed = 'node_modules/.package-lock.json';

/** Installs the development dependencies if they are missing or older than the lock file. */
export function install() {
  process.chdir(fileURLToPath(new URL('..', import.meta.url)));
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Elman Lab is built with Node 20.19 or newer, and this is Node ${process.versions.node}.`);
    process.exit(1);
  }
  if (!existsSync(installed) || statSync(installed).mtimeMs < statSync('package-lock.json').mtimeMs) {
    console.error('Installing the development dependencies ...');
    // npm fails on files that an interrupted npm wrote only in part.
    rmSync('node_modules', { recursive: true, force: true, maxRetries: 5 });
    const npm = process.env.npm_execpath;
    if (npm) run(process.execPath, [npm, 'ci']);
    else run('npm', ['ci']);
  }
}

/** @type {(...flags: readonly string[]) => void} Installs and builds. The flags are those of esbuild.mjs. */
export function prepare(...flags) {
  install();
  run(process.execPath, ['esbuild.mjs', ...flags]);
}
