// `npm run bench [-- --quick] [-- --json] [-- --only=WORDS]` compares the speed of Elman Lab with that of
// other programs, which are on the PATH or in the folder ELMAN_PEERS, and prints a table in Markdown. `--quick`
// ends in about three minutes: it measures one work of each kind.
// `npm run bench -- --soak`: see soak.ts.
// `npm run bench -- --experiments`: see lib/printExperiments.ts.
// `npm run bench -- --dashboard`, `-- --reading`, `-- --listing`, `-- --ngrams`, `-- --vectors`: see the files with these
// names.
import { spawnSync } from 'node:child_process';
import { loadavg } from 'node:os';
import { delimiter } from 'node:path';
import { compare, type Effort, type Row } from './lib/compare';
import { thisMachine } from './lib/machine';
import { printExperiments } from './lib/printExperiments';
import { tableOf } from './lib/table';
import { printListing } from './listing';
import { printNgrams } from './ngrams';
import { printVectors } from './vectors';
import { experiments } from './works/experiments';
import { ngrams } from './works/ngrams';
import { products } from './works/products';
import { rnnlms } from './works/rnnlms';
import { trainings } from './works/trainings';
import { wordVectors } from './works/wordVectors';

/**
 * Numbers of rounds, seconds per round, and for `--quick` the seconds per work. The number of rounds suffices for a
 * median.
 */
const efforts: Record<'whole' | 'quick', Readonly<Record<'training' | 'product' | 'experiment', Effort>>> = {
  whole: {
    training: { rounds: 7, seconds: 4 },
    product: { rounds: 7, seconds: 0.5 },
    experiment: { rounds: 3, seconds: 30 },
  },
  quick: {
    training: { rounds: 5, seconds: 0.8, limit: 8 },
    product: { rounds: 5, seconds: 0.1, limit: 8 },
    experiment: { rounds: 1, seconds: 12, limit: 12 },
  },
};

async function main(flags: readonly string[]): Promise<void> {
  const isQuick = flags.includes('--quick');
  const { training, product, experiment } = efforts[isQuick ? 'quick' : 'whole'];
  const only = flags.find(flag => flag.startsWith('--only='))?.slice('--only='.length) ?? '';
  if (flags.includes('--listing')) return printListing(10_000);
  if (flags.includes('--ngrams')) return printNgrams(flags.includes('--quick') ? [1e6] : [1e6, 1e7]);
  if (flags.includes('--vectors')) return printVectors();
  findPeersIn(process.env.ELMAN_PEERS);
  const loadBefore = loadavg()[0];
  const machine = await thisMachine();
  if (flags.includes('--experiments')) return printExperiments(machine);
  if (flags.includes('--soak')) {
    const { command, args } = machine.ours('dist/test/bench/soak.js', []);
    process.exitCode = spawnSync(command, args, { stdio: 'inherit' }).status ?? 1;
    return;
  }
  const alone = ['dashboard', 'reading'].find(name => flags.includes(`--${name}`));
  if (alone) {
    const { command, args } = machine.inHost(`dist/test/bench/${alone}.js`);
    process.exitCode = spawnSync(command, args, { stdio: 'inherit' }).status ?? 1;
    return;
  }
  const works = [
    ...trainings(machine).map(work => ({ work, effort: training })),
    ...rnnlms(machine).map(work => ({ work, effort: product })),
    ...products(machine).map(work => ({ work, effort: product })),
    ...ngrams(machine).map(work => ({ work, effort: product })),
    ...experiments(machine).map(work => ({ work, effort: experiment })),
    ...wordVectors(machine, isQuick).map(work => ({ work, effort: product })),
  ];
  const rows: Row[] = [];
  const names = new Set<string>();
  for (const { work, effort } of works) {
    if (!work.name.includes(only) || (isQuick && only === '' && work.isVariant)) continue;
    console.error(`${work.name} ...`);
    const result = await compare(work, effort);
    rows.push(...result.rows);
    for (const name of result.names) names.add(name);
  }
  const load = `load ${loadBefore.toFixed(1)} before, ${loadavg()[0].toFixed(1)} after (1 minute)`;
  const facts = [...machine.facts, ...names, load, 'one thread each unless said; medians'];
  if (flags.includes('--json')) console.log(JSON.stringify(rows, null, 2));
  else console.log(`${facts.join('; ')}\n\n${tableOf(rows)}`);
}

/** Looks for the other programs in this folder first, then on the PATH. */
function findPeersIn(folder: string | undefined): void {
  if (folder) process.env.PATH = [folder, process.env.PATH].join(delimiter);
}

void main(process.argv.slice(2));
