import { basename, dirname, join } from 'node:path';
import { plural } from '../../common/plural';
import { chooseKernels } from '../../engine/kernels/select';
import { quoted } from '../../export/commandLine/quote';
import { experimentReport } from '../../export/experiment/experimentReport';
import { resultFiles } from '../../export/experiment/resultFiles';
import { kernelModule } from '../../package/kernelModules';
import { ClassicRuns } from '../../workers/classicRuns';
import { earlierRuns } from '../../workers/earlierRuns';
import { type FoundResults, reportedFigures, resultsFor } from '../../workers/experimentResults';
import { type Call, type Command, numberFlag, operandsOf, textFlag } from '../command/command';
import { commandFlag, jsonFlag } from '../command/flag';
import { UsageError } from '../command/usageError';
import { writeFile } from '../files';
import { jsonLine } from '../format';
import { printTo } from '../output';
import { runsFlag, runsFolder, storeIn } from '../runs';
import { jsonLines } from '../train/jsonLines';
import { ProgressLine } from '../train/progress';
import { estimated, estimateText } from './dryRun';
import { type OpenExperiment, openExperiment, recordsOf } from './openExperiment';
import { inShard } from './shard';
import { cancelDue, isComplete, MANY, parallelOf, trainDue } from './trainDue';
import { argumentsFor, trainRun } from './trainRun';
import { whenFree } from './whenFree';

const wholeNumber = (maximum: number) => ({ kind: 'integer', minimum: 0, maximum, default: 0 }) as const;

const flags = [
  commandFlag(
    'list',
    undefined,
    'Prints the command that trains each run, one per line, and trains nothing.',
  ),
  commandFlag(
    'dry-run',
    undefined,
    'Prints how many runs there are, and about how long they take and how large they are, and trains nothing.',
  ),
  commandFlag('index', wholeNumber(1e6), 'Trains only the run with this number, from 0, in this process.'),
  commandFlag(
    'wait',
    undefined,
    'With --index: while another process trains the run, waits, and then trains what is left.',
  ),
  commandFlag('shard', 'I/N', 'Trains only every Nth run, from the Ith on: 1/4 to 4/4 are all runs.'),
  commandFlag(
    'parallel',
    wholeNumber(1024),
    'Number of runs that train at the same time; 0: as in the file.',
  ),
  commandFlag(
    'results',
    'FILE',
    'Writes the results so far, and trains nothing: a report (.md) or a row per run (.csv, .tsv).',
  ),
  commandFlag('yes', undefined, `Trains even more than ${MANY} runs.`),
  commandFlag('local', undefined, 'Trains on this machine, even if the file names a cluster.'),
  commandFlag(
    'cancel',
    undefined,
    'Cancels the jobs of this experiment on the cluster. Their runs are saved.',
  ),
  runsFlag,
  jsonFlag,
];

export const experiment: Command = {
  name: 'experiment',
  operands: 'FILE',
  summary: 'Trains all runs of an experiment and compares them.',
  notes:
    'FILE says which settings vary and how many seeds there are. Runs that are done are not trained again; unfinished ones are resumed, and so are those that failed for another reason than their loss, such as a full disk. Prints a table and a verdict as Markdown.',
  flags,

  async run(call) {
    const [file] = operandsOf(call, ['FILE']);
    checkAlternatives(call);
    const open = await openExperiment(call, file);
    const index = numberFlag(call, 'index');
    if (call.flags.has('list')) return list(call, file, open);
    if (call.flags.has('cancel')) return cancel(call, file, open);
    if (index !== undefined) return trainIndexed(call, open, index);
    if (call.flags.has('dry-run')) return dryRun(call, open);
    const results = textFlag(call, 'results');
    if (results !== undefined) return writeResults(call, open, results);
    await sayEarlierRuns(call, open);
    const exitCode = await trainDue(call, file, open);
    const records = await recordsOf(call, open);
    const found = resultsFor(open.experiment, records);
    process.stdout.write(
      call.flags.has('json') ? jsonLine(await jsonOf(call, found)) : await reportOf(call, found),
    );
    return exitCode || Number(!isComplete(open, records, inShard(call, open.runs)));
  },
};

function checkAlternatives({ flags: given }: Call): void {
  const chosen = ['list', 'dry-run', 'index', 'shard', 'results', 'cancel'].filter(name => given.has(name));
  if (chosen.length > 1) throw new UsageError(`--${chosen[0]} and --${chosen[1]} exclude each other.`);
  if (given.has('wait') && !given.has('index')) throw new UsageError('--wait needs --index.');
}

async function cancel(call: Call, file: string, open: OpenExperiment): Promise<number> {
  const jobs = await cancelDue(call, file, open);
  process.stdout.write(
    jobs.length === 0 ? 'There is no job to cancel.\n' : `Cancelled ${jobs.join(', ')}.\n`,
  );
  return 0;
}

/** Says whether a text has changed since runs of the experiment were trained: they are trained again. */
async function sayEarlierRuns(call: Call, { experiment, runs, identify }: OpenExperiment): Promise<void> {
  const earlier = await earlierRuns(storeIn(runsFolder(call)), experiment.name, await identify(runs));
  if (earlier > 0)
    printTo(process.stderr).write(
      `A text has changed since ${earlier} ${plural(earlier, 'run', 'runs')} of this experiment trained on it. The old runs are kept; the experiment trains on the changed text.\n`,
    );
}

async function dryRun(call: Call, open: OpenExperiment): Promise<number> {
  await sayEarlierRuns(call, open);
  const parallel = parallelOf(call, open);
  const estimate = await estimated(call, open, parallel);
  process.stdout.write(
    call.flags.has('json') ? jsonLine({ ...estimate, parallel }) : estimateText(estimate, parallel),
  );
  return 0;
}

function list(call: Call, file: string, { runs }: OpenExperiment): number {
  const shell = process.platform === 'win32' ? 'windows' : 'posix';
  const lines = runs.map(run => `${quoted(['elman', ...argumentsFor(call, file, run)], shell)}\n`);
  process.stdout.write(lines.join(''));
  return 0;
}

async function trainIndexed(call: Call, open: OpenExperiment, index: number): Promise<number> {
  const planned = open.runs[index];
  if (!planned)
    throw new UsageError(`--index takes a number from 0 to ${open.runs.length - 1}, not ${index}.`);
  const [stdout, stderr] = [printTo(process.stdout), printTo(process.stderr)];
  const listener = call.flags.has('json') ? jsonLines(line => stdout.write(line)) : new ProgressLine(stderr);
  const train = () => trainRun(call, open, planned, listener);
  const waiting = () => stderr.write('Another process trains this run. Waiting until it has ended.\n');
  const { id, state, isOld, exitCode } = await (call.flags.has('wait') ? whenFree(train, waiting) : train());
  if (!call.flags.has('json')) stdout.write(`Run ${index}, ${id}: ${state}${isOld ? ' before' : ''}.\n`);
  return exitCode;
}

async function writeResults(call: Call, open: OpenExperiment, file: string): Promise<number> {
  const found = resultsFor(open.experiment, await recordsOf(call, open));
  if (!/\.(md|csv|tsv)$/i.test(file))
    throw new UsageError('--results takes a file that ends in .md, .csv or .tsv.');
  const store = storeIn(runsFolder(call));
  const figures = () => reportedFigures(store, found, classicRuns(call));
  for (const { path, bytes } of await resultFiles(basename(file), found, figures))
    await writeFile(join(dirname(file), path), bytes);
  return 0;
}

const classicRuns = (call: Call) =>
  new ClassicRuns(storeIn(runsFolder(call)), { kernels: () => chooseKernels('auto', kernelModule) });

const classicIn = (call: Call, { experiment, results, runs }: FoundResults) =>
  classicRuns(call).figures(experiment, results, runs);

const reportOf = async (call: Call, found: FoundResults) =>
  experimentReport({ ...found, classic: await classicIn(call, found) });

/** Returns the results of an experiment as an object for JSON. Losses are in nats per token. */
async function jsonOf(call: Call, found: FoundResults) {
  const { experiment: design, results, comparisons, effects } = found;
  const classic = await classicIn(call, found);
  return {
    name: design.name,
    measure: design.measure,
    conditions: results.map(({ condition, losses, ...result }) => ({
      ...result,
      ...condition,
      losses: Object.fromEntries(losses),
    })),
    comparisons: comparisons.map(({ lower, higher, ...comparison }) => ({
      lower: lower.name,
      higher: higher.name,
      ...comparison,
    })),
    effects,
    ...(classic && { classic }),
  };
}
