// `npm run mutants [-- --folder PATH --sample N --seed S --tests PART --jobs J]`: seeds small faults into the engine's sources, one at a
// time, runs the tests that reach each, and lists those that no test notices.
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { prepare } from './prepare.mjs';

/** Folders of numeric code, whose mutants are tried by default. */
const NUMERIC = [
  ...[
    'core',
    'data',
    'kernels/reference',
    'nn',
    'optim',
    'families/ngram',
    'families/mixture',
    'scoring',
    'train',
    'sampling',
    'storage',
  ],
].map(folder => `src/engine/${folder}`);
/** Minimum share of mutants that tests must notice, in percent. */
const WANTED = 95;

const { values } = parseArgs({
  options: {
    folder: { type: 'string', multiple: true, default: NUMERIC },
    tests: { type: 'string', multiple: true, default: [''] },
    sample: { type: 'string', default: '400' },
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', default: '1' },
  },
});

if (!existsSync('dist/cli.mjs')) prepare();
const { bundleTests } = await import('./mutants/bundles.mjs');
const { chooseMutants } = await import('./mutants/choose.mjs');
const { Progress } = await import('./mutants/progress.mjs');
const { trial } = await import('./mutants/trial.mjs');

const folders = values.folder.map(folder => relative('.', resolve(folder)));
const { changed, mutants, equivalent, stale } = chooseMutants(folders, Number(values.sample), values.seed);
if (mutants.length === 0) {
  console.error(`No mutants in ${folders.join(', ')}. Name a folder or a file of src/engine.`);
  process.exit(2);
}
console.log(
  `${mutants.length} mutants in ${changed.size} files; ${equivalent} known to be equivalent are left out`,
);

for (const { file, line } of stale)
  console.error(`equivalents.json has a line that is not in ${file} any more: ${line}`);

const outdir = resolve('node_modules/.cache', `mutants-${process.pid}`);
mkdirSync(outdir, { recursive: true });
const leave = () => rmSync(outdir, { recursive: true, force: true });
process.once('exit', leave);
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
const bundles = await bundleTests(changed, outdir, values.tests);
const progress = new Progress([...bundles.values()], mutants);

/** For each mutant, the bundles that reach it, and the titles of their tests that do; without titles, all tests. */
const reach = mutants.map(
  () => /** @type {Map<string, { tests?: Set<string>, cost: number }>} */ (new Map()),
);
/** @type {Map<string, number>} */
const usual = new Map();
await inParallel([...bundles], async ([file, path]) => {
  const { outcome, by, ran, shared } = await progress.survey(file, () => trial({ suites: [{ path }] }));
  if (outcome !== 'passed') {
    console.error(`${file} is left out: it ${outcome} without any mutant, at: ${by}`);
    return;
  }
  const whole = ran.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  for (const { title, milliseconds } of ran) usual.set(title, milliseconds);
  for (const number of shared) reach[number].set(path, { cost: whole });
  for (const { title, milliseconds, reached } of ran) {
    for (const number of reached) {
      const found = reach[number].get(path) ?? { tests: new Set(), cost: 0 };
      if (!found.tests) continue;
      found.tests.add(title);
      reach[number].set(path, { ...found, cost: found.cost + milliseconds });
    }
  }
});
console.log(`${bundles.size} test files reach them`);

const counts = { failed: 0, hung: 0 };
/** @type {string[]} */
const survivors = [];
let done = 0;
await inParallel(mutants, async (mutant, number) => {
  const suites = [...reach[number]]
    .sort(([, a], [, b]) => a.cost - b.cost)
    .map(([path, { tests }]) => ({ path, tests: tests && [...tests] }));
  const outcome =
    suites.length > 0
      ? await progress.outcome(number, () => trial({ suites, mutant: number }, usual))
      : 'passed';
  if (outcome === 'passed') {
    const { file, place, label, line } = mutant;
    const reached = suites.length > 0 ? '' : ' (no test reaches it)';
    survivors.push(`${file}:${place}  ${label}${reached}\n    ${line}`);
    console.log(survivors.at(-1));
  } else counts[outcome]++;
  if (++done % 25 === 0) console.log(`${done} of ${mutants.length} tried, ${survivors.length} survived`);
});

progress.end();
const killed = counts.failed + counts.hung;
const rate = (100 * killed) / mutants.length;
if (survivors.length > 0) console.log(`\nSurvivors:\n${survivors.sort().join('\n')}`);
console.log(
  `\n${killed} of ${mutants.length} mutants noticed (${rate.toFixed(1)} %; ${counts.hung} of them by a time limit), ${survivors.length} survived`,
);
if (rate < WANTED) process.exitCode = 1;

/** @type {<T>(items: readonly T[], work: (item: T, index: number) => Promise<void>) => Promise<void>} */
async function inParallel(items, work) {
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const index = next++;
      await work(items[index], index);
    }
  };
  await Promise.all(Array.from({ length: Number(values.jobs) }, worker));
}
