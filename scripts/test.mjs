// `npm test`: builds everything and runs all suites in parallel on all cores. Ends with the line "N
// passed, N failed". `node scripts/test.mjs unit|extension|e2e|check` runs one or several of the parts.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { install } from './prepare.mjs';
import { suites } from './suites.mjs';

/** Bytes of memory that one program needs for VS Code, its browser, a training run and a test runner. */
const BYTES_PER_PROGRAM = 2.5e9;

/**
 * Returns the number of programs to run at the same time. It is the number of cores plus two, because
 * programs with a window or with child processes are idle for part of their time.
 * @type {() => number}
 */
function countLanes() {
  const memory = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
  return Math.max(1, Math.min(availableParallelism() + 2, Math.floor(memory / BYTES_PER_PROGRAM)));
}

const chosen = process.argv.slice(2);
const unknown = chosen.find(name => !Object.hasOwn(suites, name));
if (unknown !== undefined) {
  console.error(`There is no suite ${unknown}. There are: ${Object.keys(suites).join(', ')}`);
  process.exit(2);
}
const began = performance.now();
install();
/**
 * Runs a program. Resolves to its exit code.
 * @type {(...args: readonly string[]) => Promise<number>}
 */
const node = async (...args) => (await once(spawn(process.execPath, args, { stdio: 'inherit' }), 'close'))[0];
/** Resolves when everything is built. The checks of types and style, which need no build, start before that. */
const built = node('esbuild.mjs', '--tests').then(status => {
  if (status !== 0) process.exit(1);
});
/**
 * Resolves to 0 when `test/host/setup.ts` has installed VS Code, a browser and Slurm. Suites that need none of
 * them start before that.
 */
const host = built.then(() => node('dist/test/host/setup.js'));
/** Also true if an earlier run has installed the host: then the installation takes only seconds. */
let isHostReady = existsSync('.vscode-host/node_modules');
void host.then(() => {
  isHostReady = true;
});

const outcomes = mkdtempSync(join(tmpdir(), 'elman-outcomes-'));
const programs = Object.entries(suites)
  .filter(([name]) => chosen.length === 0 || chosen.includes(name))
  .flatMap(([, list]) => list());
let started = 0;
const lanes = Math.min(countLanes(), programs.length);
/**
 * The results so far, by the name of the program.
 * @type {Map<string, { passes: number, failures: number, seconds: number }>}
 */
const results = new Map();
/**
 * Failed tests. They are listed again at the end, because long output may be cut.
 * @type {string[]}
 */
const failed = [];

/**
 * Programs that failed and run once more, alone, with the tests that failed.
 * @type {Map<import('./suites.mjs').Program, readonly string[]>}
 */
const repeated = new Map();

/**
 * Runs a program. Shows its output immediately if programs run one after the other, or else when the program
 * has ended.
 * @type {(program: import('./suites.mjs').Program) => Promise<void>}
 */
async function run(program) {
  const { name, command, args, env, needsHost, isOneTest, isRepeated } = program;
  if (!isOneTest) await built;
  if (needsHost && (await host) !== 0) {
    // The installation has already printed why it failed.
    failed.push(`${name}: the host was not installed`);
    return add(name, { passes: 0, failures: 1, seconds: 0 });
  }
  const file = join(outcomes, `${started++}.json`);
  const start = performance.now();
  const output = lanes > 1 ? 'pipe' : 'inherit';
  if (lanes === 1) console.log(`\n--- ${name}`);
  const child = spawn(command, args(file), {
    env: { ...process.env, ...env },
    stdio: ['ignore', output, output],
  });
  const printed = Promise.all([child.stdout, child.stderr].map(stream => (stream ? text(stream) : '')));
  const [status] = await once(child, 'close');
  if (lanes > 1) console.log(`\n--- ${name}\n${(await printed).join('')}`);
  const seconds = (performance.now() - start) / 1000;
  const isPassed = { passes: status === 0 ? 1 : 0, failures: 0, failed: [] };
  const outcome = isOneTest ? isPassed : outcomeIn(file);
  const { passes, failures } = outcome;
  const crashed = status !== 0 && failures === 0;
  if (isRepeated && (crashed || failures > 0) && !repeated.has(program)) {
    repeated.set(program, outcome.failed);
    return;
  }
  failed.push(...outcome.failed, ...(crashed ? [[name, ...args(file)].join(' ')] : []));
  add(name, { passes, failures: crashed ? 1 : failures, seconds });
}

/**
 * Adds results to those of the other programs with this name.
 * @type {(name: string, results: { passes: number, failures: number, seconds: number }) => void}
 */
function add(name, { passes, failures, seconds }) {
  const sum = results.get(name) ?? { passes: 0, failures: 0, seconds: 0 };
  sum.passes += passes;
  sum.failures += failures;
  sum.seconds += seconds;
  results.set(name, sum);
}

/**
 * Reads the outcome that a program has written.
 * @type {(file: string) => { passes: number, failures: number, failed: readonly string[] }}
 */
function outcomeIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passes: 0, failures: 1, failed: ['a program that wrote no outcome'] };
  }
}

/**
 * Returns the next program. During the installation of the host, returns those that need none before the
 * others.
 * @type {() => import('./suites.mjs').Program | undefined}
 */
function nextProgram() {
  const ready = programs.findIndex(program => isHostReady || !program.needsHost);
  return programs.splice(Math.max(0, ready), 1)[0];
}

async function lane() {
  for (let program = nextProgram(); program; program = nextProgram()) await run(program);
}

if (lanes > 1) console.log(`Running ${programs.length} programs, ${lanes} at a time ...`);
await Promise.all(Array.from({ length: lanes }, lane));
for (const program of repeated.keys()) await run(program);
rmSync(outcomes, { recursive: true });

// Counts a suite that ran no test as failed.
for (const result of results.values()) if (result.passes + result.failures === 0) result.failures = 1;
const sum = key => [...results.values()].reduce((total, result) => total + result[key], 0);
console.log('');
for (const [name, { passes, failures, seconds }] of results) {
  console.log(`${name}: ${passes} passed, ${failures} failed (${seconds.toFixed(1)} s)`);
}
for (const tests of repeated.values())
  for (const test of tests) console.log(`failed the first time: ${test}`);
for (const test of failed) console.log(`failed: ${test}`);
console.log(`${((performance.now() - began) / 1000).toFixed(1)} s in all`);
console.log(`${sum('passes')} passed, ${sum('failures')} failed`);
if (sum('failures') > 0 || sum('passes') === 0) process.exitCode = 1;
