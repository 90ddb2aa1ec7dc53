// The first step of every command: installs missing dependencies and builds. Imports only Node's own modules,
// because a fresh clone contains no others.
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Runs a command. Sends the command's output to stderr, because stdout is for the command that the user
 * called.
 * @type {(command: string, args: readonly string[]) => void}
 */
function run(command, args) {
  const { status, error } = spawnSync(command, args, { stdio: ['ignore', 2, 2] });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

/** Size of the installed dependencies, in megabytes. */
const MEGABYTES = 730;
/**
 * npm writes this file at the end of an installation. The file is therefore missing after an interrupted
 * installation.
 */
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
    console.error(`Installing the development dependencies (about ${MEGABYTES} MB) into node_modules ...`);
    // Removes node_modules, because npm fails on files that an interrupted npm wrote only in part.
    rmSync('node_modules', { recursive: true, force: true, maxRetries: 5 });
    const npm = process.env.npm_execpath;
    const program = npm ? [process.execPath, npm] : ['npm'];
    run(process.execPath, ['scripts/installing.mjs', 'node_modules', `${MEGABYTES}`, ...program, 'ci']);
  }
}

/**
 * Installs dependencies and builds. `flags` are those of esbuild.mjs.
 * @type {(...flags: readonly string[]) => void}
 */
export function prepare(...flags) {
  install();
  run(process.execPath, ['esbuild.mjs', ...flags]);
}
