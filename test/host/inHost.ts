// `node dist/test/host/inHost.js OUTCOME` runs the suite in dist/test/extension inside a real VS Code. It is
// a desktop VS Code if that can be downloaded, otherwise the server host. ELMAN_HOST=desktop or =server
// selects one of the two.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { linkExtension } from './lib/extensionLink';
import { hasDisplay } from './lib/opener';
import { checkout } from './lib/paths';
import { removeFolder } from './lib/removeFolder';
import { readOutcome } from './lib/runMocha';

const downloadTimeout = 15_000;
const followInterval = 100;

/** Returns the path of the desktop VS Code, or of the program that replaces it by a server host. */
async function findExecutable(): Promise<string> {
  const choice = process.env.ELMAN_HOST;
  if (choice === 'desktop' || (choice !== 'server' && hasDisplay())) {
    try {
      return await downloadAndUnzipVSCode({ extensionDevelopmentPath: checkout, timeout: downloadTimeout });
    } catch (error) {
      if (choice === 'desktop') throw error;
      console.log(
        `No desktop VS Code (${error instanceof Error ? error.message : error}): on the server host`,
      );
    }
  }
  const code = path.join(__dirname, 'code.js');
  chmodSync(code, 0o755);
  return code;
}

/**
 * Prints the log of the suite as it grows. VS Code's own console is not used, because it would reformat the
 * log.
 */
function follow(log: string): () => void {
  writeFileSync(log, '');
  const file = openSync(log, 'r');
  const buffer = Buffer.alloc(65_536);
  const pump = () => {
    for (let size = readSync(file, buffer); size > 0; size = readSync(file, buffer)) {
      process.stdout.write(buffer.toString('utf8', 0, size));
    }
  };
  const timer = setInterval(pump, followInterval);
  return () => {
    clearInterval(timer);
    pump();
  };
}

/**
 * Runs the suite. Prints none of VS Code's own output, because the log contains everything that the suite
 * prints.
 */
async function launch(executable: string, folders: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const tests = path.join(checkout, 'dist/test/extension/index.js');
  const paths = [`--extensionDevelopmentPath=${checkout}`, `--extensionTestsPath=${tests}`];
  const quiet = ['--disable-updates', '--skip-welcome', '--skip-release-notes', '--disable-workspace-trust'];
  const child = spawn(executable, [...folders, '--no-sandbox', '--disable-gpu-sandbox', ...quiet, ...paths], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code, signal] = await once(child, 'close');
  if (code !== 0) throw new Error(`VS Code ended with ${code ?? signal}`);
}

async function main(outcomeFile: string): Promise<void> {
  rmSync(outcomeFile, { force: true });
  const folder = mkdtempSync(path.join(tmpdir(), 'elman-tests-'));
  const workspace = path.join(folder, 'workspace');
  mkdirSync(workspace);
  // An extension of somebody else, which uses the API.
  linkExtension(path.join(folder, 'extensions'), path.join(checkout, 'test/fixtures/apiUser'));
  const log = path.join(folder, 'log');
  const stop = follow(log);
  try {
    const folders = [workspace, `--user-data-dir=${folder}/data`, `--extensions-dir=${folder}/extensions`];
    await launch(await findExecutable(), folders, { ELMAN_TEST_LOG: log, ELMAN_TEST_OUTCOME: outcomeFile });
  } finally {
    stop();
    removeFolder(folder);
  }
  // Checks that the suite has written an outcome, because VS Code reports success even if the extension host
  // crashes.
  const outcome = readOutcome(outcomeFile);
  if (!outcome) throw new Error('the extension host ended before its tests did');
  if (outcome.passes === 0 || outcome.failures > 0) process.exitCode = 1;
}

main(path.resolve(process.argv[2])).catch(error => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
