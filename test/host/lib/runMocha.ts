import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { configureGlobal } from 'fast-check';
import { install } from 'source-map-support';

/**
 * The result of a test run. It is passed on in a file, because the exit code can be wrong: it is 0 if the
 * extension host crashes.
 */
export interface Outcome {
  readonly passes: number;
  readonly failures: number;
  /** The failed tests: the full title of each test, and the first lines of its error. */
  readonly failed: readonly string[];
}

/** Maximum number of lines of an error in the outcome, and of characters in each of these lines. */
const [LINES, LENGTH] = [30, 1500];

export interface RunOptions {
  /** Maximum milliseconds that one test or hook may take. */
  readonly timeout: number;
  /** Writes a line of the report. By default, the line goes to the console. */
  readonly log?: (...line: unknown[]) => void;
}

/** Returns the paths of all `*.test.js` files in a folder, or the path itself if it is such a file. */
export function findTests(folder: string): string[] {
  if (!statSync(folder).isDirectory()) return folder.endsWith('.test.js') ? [folder] : [];
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names
    .filter(name => name.endsWith('.test.js'))
    .sort()
    .map(name => path.join(folder, name));
}

export async function runMocha(files: readonly string[], { timeout, log }: RunOptions): Promise<Outcome> {
  // Installs a package for source maps, because Node's own source maps do not work inside VS Code, which
  // replaces Error.prepareStackTrace.
  install({ environment: 'node' });
  // Sets the seed of property tests, so that they use the same examples every time. With any other seed, the
  // tests must pass as well.
  configureGlobal({ seed: Number(process.env.ELMAN_TEST_SEED ?? 1) });
  const { default: Mocha } = await import('mocha');
  if (log) Mocha.reporters.Base.consoleLog = log;
  const mocha = new Mocha({
    ui: 'bdd',
    reporter: 'spec',
    color: log === undefined && process.stdout.isTTY === true,
    timeout,
    grep: process.env.ELMAN_TEST_GREP,
    forbidOnly: process.env.CI !== undefined,
  });
  for (const file of files) mocha.addFile(file);
  const failures: { readonly title: string; readonly error?: Error }[] = [];
  const stats = await new Promise<Mocha.Stats | undefined>(resolve => {
    const runner = mocha.run(() => resolve(runner.stats));
    runner.on('fail', (test, error) => failures.push({ title: test.fullTitle(), error }));
  });
  // Reads the messages at the end, because `afterEach` adds to them what the open windows show.
  const failed = failures.map(({ title, error }) => `${title}: ${firstLines(String(error?.message))}`);
  return { passes: stats?.passes ?? 0, failures: stats?.failures ?? 1, failed };
}

function firstLines(message: string): string {
  return message
    .split('\n', LINES)
    .map(line => line.slice(0, LENGTH))
    .join('\n');
}

export function writeOutcome(file: string, outcome: Outcome): void {
  writeFileSync(file, JSON.stringify(outcome));
}

export function readOutcome(file: string): Outcome | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
