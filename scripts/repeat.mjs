// `npm run repeat -- PATTERN... [--times N] [--busy] [--slow FACTOR]`: runs test files repeatedly, each in
// its own process, and prints how many runs passed. PATTERN is a part of a path below `test`: e2e/,
// e2e/dashboard, engine/lossCurves. --busy keeps every core busy during the tests. --slow 20 makes the pages
// in the browser run 20 times slower, which reveals tests that read a page too early.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { limits } from './limits.mjs';
import { prepare } from './prepare.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    times: { type: 'string', default: '20' },
    busy: { type: 'boolean', default: false },
    slow: { type: 'string', default: '1' },
  },
});
const times = Number(values.times);
if (positionals.length === 0 || !Number.isInteger(times) || times < 1) {
  console.error('Name a part of a test file: npm run repeat -- e2e/dashboard --times 20 --busy');
  process.exit(2);
}
prepare('--tests');

const files = readdirSync('dist/test', { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.test.js') && !name.startsWith('extension'))
  .filter(name => positionals.some(pattern => name.includes(pattern)))
  .sort();
if (files.length === 0) {
  console.error(`No test file outside test/extension has ${positionals.join(' or ')} in its path.`);
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'elman-repeat-'));
// Ends when this process ends, even if this process is killed.
const spin = 'while (process.ppid === Number(process.argv[1]));';
const burners = values.busy
  ? Array.from({ length: availableParallelism() }, () =>
      spawn(process.execPath, ['-e', spin, String(process.pid)], { stdio: 'ignore' }),
    )
  : [];

/**
 * Runs a test file in its own process. Returns whether all its tests passed, and the output.
 * @type {(file: string) => Promise<{ passed: boolean, printed: string }>}
 */
async function run(file) {
  const outcome = join(folder, 'outcome.json');
  rmSync(outcome, { force: true });
  const args = ['dist/test/host/node.js', outcome, limits.test, join('dist/test', file)];
  const env = { ...process.env, ELMAN_TEST_SLOW: values.slow };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const printed = Promise.all([text(child.stdout), text(child.stderr)]);
  const [status] = await once(child, 'close');
  const { passes } = status === 0 ? JSON.parse(readFileSync(outcome, 'utf8')) : { passes: 0 };
  return { passed: passes > 0, printed: (await printed).join('') };
}

const how = `${values.busy ? `, ${burners.length} cores busy` : ''}${values.slow === '1' ? '' : `, pages ${values.slow} times slower`}`;
let failures = 0;
const summary = [];
for (const file of files) {
  const name = file.replace(/\.js$/, '.ts');
  let passes = 0;
  for (let i = 1; i <= times; i++) {
    const start = performance.now();
    const { passed, printed } = await run(file);
    if (passed) passes++;
    else failures++;
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`${name}, run ${i} of ${times}: ${passed ? 'passed' : 'failed'} (${seconds} s)`);
    if (!passed) console.log(printed);
  }
  summary.push(`${name}: ${passes} of ${times} passed${how}`);
}
for (const burner of burners) burner.kill();
rmSync(folder, { recursive: true });
console.log(`\n${summary.join('\n')}`);
if (failures > 0) process.exitCode = 1;
