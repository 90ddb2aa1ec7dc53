// The program of `npm start`. Opens a VS Code with the extension and the sample texts, which immediately
// trains on one of the texts. ELMAN_TRAIN_AT_START names another text to train on, or none if it is empty.
// ELMAN_HOST=desktop or =server selects the VS Code.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { findProgram } from './lib/browser';
import { linkExtension } from './lib/extensionLink';
import { hasDisplay, openInBrowser } from './lib/opener';
import { checkout, hostFolder } from './lib/paths';
import { Server } from './lib/server';
import { writeFirstSettings } from './lib/settings';

const samples = path.join(checkout, 'media/samples');
/**
 * The ports of the server. They are always the same, because browsers store the window's layout by the
 * address.
 */
const ports = '5390-5399';
/** Turns on word wrap, because a paragraph of the Japanese sample is a single line. */
const settings = { 'editor.wordWrap': 'on' };
const workspace = path.join(hostFolder, 'workspace');

/**
 * Copies the sample texts to the workspace. Texts that already exist there are kept, because the user may
 * have changed them.
 */
function makeWorkspace(): void {
  mkdirSync(workspace, { recursive: true });
  for (const name of readdirSync(samples).filter(file => file.endsWith('.txt'))) {
    cpSync(path.join(samples, name), path.join(workspace, name), { force: false });
  }
}

async function openDesktop(code: string, text: string, env: NodeJS.ProcessEnv): Promise<void> {
  const userDataDir = path.join(hostFolder, 'desktop');
  writeFirstSettings(userDataDir, settings);
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const folders = [`--user-data-dir=${userDataDir}`, `--extensions-dir=${hostFolder}/desktop-extensions`];
  const quiet = ['--disable-workspace-trust', '--skip-welcome', '--skip-release-notes'];
  const what = [`--extensionDevelopmentPath=${checkout}`, workspace, text];
  const child = spawn(code, ['--wait', ...sandbox, ...folders, ...quiet, ...what], {
    env: { ...process.env, ...env },
    stdio: 'inherit',
  });
  const started = Date.now();
  process.once('exit', () => {
    child.kill();
    endDesktop(userDataDir, started);
  });
  console.log('VS Code is open; Ctrl+C or closing its window ends it.');
  await once(child, 'exit');
}

/**
 * Ends VS Code, which the program `code` only starts. The profile contains the process id of VS Code. An id
 * that was written before the start belongs to another process and is ignored.
 */
function endDesktop(userDataDir: string, started: number): void {
  const lock = path.join(userDataDir, 'code.lock');
  try {
    if (statSync(lock).mtimeMs >= started) process.kill(Number(readFileSync(lock, 'utf8')));
  } catch {
    // Ignores the error that VS Code has already exited.
  }
}

async function openServer(text: string, env: NodeJS.ProcessEnv): Promise<void> {
  const userDataDir = path.join(hostFolder, 'demo');
  const extensionsDir = path.join(hostFolder, 'demo-extensions');
  writeFirstSettings(userDataDir, settings);
  linkExtension(extensionsDir);
  console.log('Starting VS Code ...');
  const server = await Server.start({ userDataDir, extensionsDir, env, port: ports });
  const url = server.url(workspace, [['openFile', server.uri(text)]]);
  const opened = openInBrowser(url);
  console.log(`VS Code is at ${url}`);
  console.log(
    opened
      ? 'It opens in your browser; Ctrl+C ends it.'
      : 'There is no display or no browser here: open this address in a browser on this machine. Ctrl+C ends it.',
  );
  await server.stopped;
  throw new Error(`the VS Code server ended\n${server.log()}`);
}

async function main(): Promise<void> {
  makeWorkspace();
  const text = process.env.ELMAN_TRAIN_AT_START ?? path.join(workspace, 'english.txt');
  const env = { ELMAN_TRAIN_AT_START: text };
  const choice = process.env.ELMAN_HOST;
  const code = choice !== 'server' && hasDisplay() ? findProgram('code') : undefined;
  if (choice === 'desktop' && !code) throw new Error('there is no `code` on the PATH, or no display for it');
  const shown = text === '' ? path.join(workspace, 'english.txt') : path.resolve(text);
  if (code) await openDesktop(code, shown, env);
  else await openServer(shown, env);
}

// Exits on signals, so that handlers of the event `exit` end the servers and browsers.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(0));
main().catch(error => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
