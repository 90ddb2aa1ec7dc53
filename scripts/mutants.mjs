// `npm run mutants [-- --folder PATH --sample N --seed S --tests PART --jobs J --minutes M --seconds T]`: puts
// small faults (mutants) into the engine, one at a time, and counts how many the tests notice. Tries N mutants
// of each folder. Runs on each mutant the tests that reach it, the quickest first, for about T seconds at
// most, and lists the mutants that no test notices. After M minutes, ends with the mutants tried so far.
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { prepare } from './prepare.mjs';

/** Folders of numeric code, whose mutants are tried by default. */
const NUMERIC = [
  'core',
  'data',
  'experiments',
  'families/fasterRnnlm',
  'families/mixture',
  'families/ngram',
  'families/rnnlm',
  'kernels',
  'nn',
  'optim',
  'sampling',
  'scoring',
  'storage',
  'train',
  'vectors',
].map(folder => `src/engine/${folder}`);
/** Minimum share of mutants that tests must notice, in percent. */
const WANTED = 95;

const { values } = parseArgs({
  options: {
    folder: { type: 'string', multiple: true, default: NUMERIC },
    tests: { type: 'string', multiple: true, default: [''] },
    sample: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', default: '1' },
    minutes: { type: 'string', default: 'Infinity' },
    seconds: { type: 'string', default: '60' },
  },
});

if (!existsSync('dist/cli.mjs')) prepare();
const { bundleTests } = await import('./mutants/bundles.mjs');
const { chooseMutants } = await import('./mutants/choose.mjs');
const { Progress } = await import('./mutants/progress.mjs');
const { isReached } = await import('./mutants/reach.mjs');
const { roundsOf } = await import('./mutants/rounds.mjs');
const { table } = await import('./mutants/table.mjs');
const { trial } = await import('./mutants/trial.mjs');

const folders = [...new Set(values.folder.map(folder => relative('.', resolve(folder))))];
const { marked, changed, samples, equivalent, stale } = chooseMutants(
  folders,
  Number(values.sample),
  values.seed,
);
const mutants = samples.flatMap(({ mutants }) => mutants);
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
const bundles = await bundleTests({ marked, changed }, outdir, values.tests);
const progress = new Progress([...bundles.values()].flatMap(each => Object.values(each)));

/**
 * For each mutant: the tests that reach it.
 * @type {import('./mutants/rounds.mjs').Reaching[][]}
 */
const reach = mutants.map(() => []);
/**
 * Milliseconds that each test takes without a mutant, by title.
 * @type {Map<string, number>}
 */
const usual = new Map();
/**
 * The titles of all tests of a bundle, by its path.
 * @type {Map<string, string[]>}
 */
const titles = new Map();
await inParallel([...bundles], async ([file, { marked: path, changed }]) => {
  const { outcome, by, ran, shared, milliseconds: whole } = await attempt({ suites: [{ path }] });
  if (outcome !== 'passed') {
    console.error(`${file} is left out: it ${outcome} without any mutant, at: ${by}`);
    return;
  }
  titles.set(
    changed,
    ran.map(({ title }) => title),
  );
  const loading = ran.reduce((rest, { milliseconds }) => rest - milliseconds, whole);
  for (const { title, milliseconds } of ran) usual.set(title, milliseconds);
  for (const [number, mutant] of mutants.entries()) {
    const isShared = isReached(shared, mutant);
    for (const { title, milliseconds, reached } of ran) {
      if (!isShared && !isReached(reached, mutant)) continue;
      const isNear = (reached[mutant.file] ?? []).length > 0;
      reach[number].push({ path: changed, title, loading, milliseconds, isNear });
    }
  }
});
console.log(`${bundles.size} test files reach them`);

let hung = 0;
/** @type {Set<import('./mutants/find.mjs').Mutant>} */
const tried = new Set();
/**
 * The mutants that no test noticed, each with its description.
 * @type {Map<import('./mutants/find.mjs').Mutant, string>}
 */
const survivors = new Map();
await inParallel(inTurns(samples), async mutant => {
  if (performance.now() > 60_000 * Number(values.minutes)) return;
  const number = mutants.indexOf(mutant);
  const outcome = await outcomeOf(number);
  if (outcome === 'hung') hung++;
  if (outcome === 'passed') {
    const { file, place, label, line } = mutant;
    const reached = reach[number].length > 0 ? '' : ' (no test reaches it)';
    const description = `${file}:${place}  ${label}${reached}\n    ${line}`;
    survivors.set(mutant, description);
    console.log(description);
  }
  tried.add(mutant);
  if (tried.size % 25 === 0)
    console.log(`${tried.size} of ${mutants.length} tried, ${survivors.size} survived`);
});

const rate = 100 * (1 - survivors.size / tried.size);
const found = samples.map(sample => ({
  ...sample,
  mutants: sample.mutants.filter(mutant => tried.has(mutant)),
}));
if (survivors.size > 0) console.log(`\nSurvivors:\n${[...survivors.values()].sort().join('\n')}`);
console.log(`\n${table(found, mutant => !survivors.has(mutant))}`);
if (hung > 0) console.log(`${hung} of them were noticed by a time limit.`);
if (!(rate >= WANTED)) process.exitCode = 1;

/**
 * Tries a mutant on the tests that reach it, round by round, until a test notices it.
 * @type {(number: number) => Promise<'passed' | 'failed' | 'hung'>}
 */
async function outcomeOf(number) {
  for (const round of roundsOf(reach[number], 1000 * Number(values.seconds))) {
    const suites = [...round].map(([path, wanted]) => ({
      path,
      skipped: (titles.get(path) ?? []).filter(title => !wanted.has(title)),
    }));
    const { outcome } = await attempt({ suites, mutant: number });
    if (outcome !== 'passed') return outcome;
  }
  return 'passed';
}

/**
 * Returns the first mutant of each folder, then the second of each, and so on. With this order, all folders
 * are measured even if the time is up early.
 * @type {(samples: readonly import('./mutants/choose.mjs').Sample[]) => import('./mutants/find.mjs').Mutant[]}
 */
function inTurns(samples) {
  const longest = Math.max(...samples.map(({ mutants }) => mutants.length));
  return Array.from({ length: longest }, (_, turn) =>
    samples.flatMap(({ mutants }) => mutants.slice(turn, turn + 1)),
  ).flat();
}

/**
 * Runs tests, or returns their stored result.
 * @type {(order: import('./mutants/child.mjs').Order) => Promise<import('./mutants/trial.mjs').Result>}
 */
function attempt(order) {
  return progress.result(order, () => trial(order, usual));
}

/**
 * Calls `work` for all items, `--jobs` of them at the same time.
 * @type {<T>(items: readonly T[], work: (item: T, index: number) => Promise<void>) => Promise<void>}
 */
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
