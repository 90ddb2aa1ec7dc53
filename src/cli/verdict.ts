import { differingTraits, traitOf } from '../common/differingTraits';
import { judgedLoss } from '../common/runFigures';
import { namesOf } from '../common/runNames';
import { obstacleOf, verdictByPairs, verdictOf } from '../common/verdict';
import { RunLocks } from '../engine/storage/runs/runLocks';
import { verdictLines } from '../export/verdictLines';
import type { RunRecord } from '../protocol/run';
import { NodeFileSystem } from '../workers/nodeFileSystem';
import { processTable } from '../workers/processes';
import { seenRecord } from '../workers/seenRecords';
import { type Call, type Command, operandsOf } from './command/command';
import { jsonFlag } from './command/flag';
import { UsageError } from './command/usageError';
import { decimal, jsonLine, table } from './format';
import { findRun, placeOf, runsFlag } from './runs';

const heads = ['id', 'name', 'state', 'loss of', 'loss', 'best'];
/** Number of columns at the left that contain text. They are aligned left. */
const WORDS = 4;

export const verdict: Command = {
  name: 'verdict',
  operands: 'RUN RUN...',
  summary: 'Compares runs: which condition has the lower loss, and whether that is evidence.',
  notes:
    'RUN is the id of a run, or the path of its folder. Runs that differ only in their seeds belong to one condition; conditions are compared by pairs of runs with the same seed. Losses are in nats per token (per label or symbol for classifiers, taggers and translators), on held-out text if the runs were validated.',
  flags: [runsFlag, jsonFlag],

  async run(call) {
    // Throws a UsageError with the name of the missing argument.
    if (call.operands.length < 2) operandsOf(call, ['RUN', 'RUN']);
    const runs = await recordsOf(call);
    process.stdout.write(call.flags.has('json') ? jsonLine(figuresOf(runs)) : inWords(runs));
    return 0;
  },
};

async function recordsOf(call: Call): Promise<RunRecord[]> {
  const records: RunRecord[] = [];
  for (const name of call.operands) {
    const place = await placeOf(call, name);
    const record = await findRun(place, 'ENOENT');
    if (records.some(({ id }) => id === record.id)) throw new UsageError(`${name} is named twice.`);
    records.push(await seenRecord(new RunLocks(new NodeFileSystem(place.folder), processTable), record));
  }
  return records;
}

function figuresOf(runs: readonly RunRecord[]) {
  const differing = differingTraits(runs);
  return {
    runs: rowsOf(runs).map((row, i) => ({
      ...row,
      differing: Object.fromEntries(differing.map(name => [name, traitOf(runs[i], name)])),
    })),
    obstacle: obstacleOf(runs),
    verdict: verdictOf(runs) ?? byPairs(runs),
    sentences: verdictLines(runs),
  };
}

/** Returns the comparison of more than two conditions, with the names of the conditions. */
function byPairs(runs: readonly RunRecord[]) {
  const pairs = verdictByPairs(runs);
  if (!pairs) return undefined;
  const { lowest, comparisons, ...others } = pairs;
  return {
    ...others,
    lowest: { name: lowest.name, loss: lowest.loss },
    comparisons: comparisons.map(({ lower, higher, ...each }) => ({
      ...each,
      lower: lower.name,
      higher: higher.name,
    })),
  };
}

function inWords(runs: readonly RunRecord[]): string {
  const rows = rowsOf(runs).map(({ id, name, state, loss, best, heldOut }) => [
    ...[id, name, state, heldOut ? 'held-out text' : 'training text'],
    ...[loss, best].map(each => (each === undefined ? '' : decimal(each, 3))),
  ]);
  return `${table([heads, ...rows], WORDS)}\n${verdictLines(runs).join('\n')}\n`;
}

/** Returns the figures of each run. Losses are in nats per token. */
function rowsOf(runs: readonly RunRecord[]) {
  const names = namesOf(runs);
  return runs.map(record => {
    const { last: loss, best, isHeldOut: heldOut } = judgedLoss(record);
    const { id, state, iteration } = record;
    return { id, name: names.get(id)?.short ?? record.name, state, iteration, loss, best, heldOut };
  });
}
