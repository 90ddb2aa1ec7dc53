import { judgedLoss } from '../common/runFigures';
import { namesOf } from '../common/runNames';
import { taskOf } from '../common/runTask';
import { ModelStore } from '../engine/storage/models/modelStore';
import { RunLocks } from '../engine/storage/runs/runLocks';
import type { RunRecord } from '../protocol/run';
import type { StoredModel } from '../protocol/storedModels';
import { NodeFileSystem } from '../workers/nodeFileSystem';
import { processTable } from '../workers/processes';
import { seenRecord } from '../workers/seenRecords';
import { type Call, type Command, operandsOf } from './command/command';
import { jsonFlag } from './command/flag';
import { count, decimal, jsonLine, table } from './format';
import { runsFlag, runsFolder, storeIn } from './runs';

/** The names of the kinds of models. */
const KINDS = {
  ngram: 'n-grams',
  hmm: 'hidden Markov model',
  lds: 'linear dynamical system',
  mixture: 'mixture',
  lesion: 'lesion',
  vectors: 'word vectors',
} as const;

/** A row of the list: a run or a stored model. Losses are in nats per token. */
interface Entry {
  readonly id: string;
  readonly kind: 'run' | (typeof KINDS)[keyof typeof KINDS];
  readonly name: string;
  /**
   * What a run that is not a language model does: `classify`, `tag`, `translate` or `cloze`. Its losses cannot be
   * compared with those of other runs.
   */
  readonly task?: string;
  readonly state?: string;
  readonly text?: string;
  readonly iteration?: number;
  readonly loss?: number;
  readonly best?: number;
  /** Whether the losses were measured on held-out text. */
  readonly heldOut?: boolean;
  readonly createdAt: string;
}

const heads = ['id', 'state', 'name', 'text', 'loss of', 'iteration', 'loss', 'best'];
/** Number of columns at the left that contain text. They are aligned left. */
const WORDS = 5;

export const list: Command = {
  name: 'list',
  operands: '',
  summary: 'Lists runs and models.',
  notes:
    'Lists the runs in a folder, newest first, then its n-gram models, hidden Markov models, linear dynamical systems, mixtures, networks with lesions and word vectors. Other commands take their ids. Losses are in nats per token: the last one and the lowest, on held-out text once the run was validated, before that on the training text. Those of classifiers, taggers and translators are in nats per label or symbol, those of cloze networks come from both sides of a token; the task is after the name. For the runs of the editor, name its folder: elman.runs.folder, or the folder above the one that "Open Run Folder" opens.',
  flags: [runsFlag, jsonFlag],

  async run(call) {
    operandsOf(call, []);
    const entries = await entriesIn(call);
    if (call.flags.has('json')) process.stdout.write(entries.map(jsonLine).join(''));
    else if (entries.length > 0) process.stdout.write(table([heads, ...entries.map(rowOf)], WORDS));
    else process.stderr.write(`There are no runs in "${runsFolder(call)}". --runs names another folder.\n`);
    return 0;
  },
};

async function entriesIn(call: Call): Promise<Entry[]> {
  const folder = runsFolder(call);
  const files = new NodeFileSystem(folder);
  const locks = new RunLocks(files, processTable);
  const stored = await storeIn(folder).records.list();
  const records = await Promise.all(stored.map(record => seenRecord(locks, record)));
  const names = namesOf(records);
  const models = await new ModelStore(files).list();
  return [
    ...records.map(record => runEntry(record, names.get(record.id)?.short ?? record.name)),
    ...models.sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1)).map(storedModelEntry),
  ];
}

function runEntry(record: RunRecord, name: string): Entry {
  const { id, state, text, iteration, createdAt } = record;
  const { last, best, isHeldOut } = judgedLoss(record);
  const losses = { loss: last, ...(best !== undefined && { best }), heldOut: isHeldOut };
  const task = taskOf(record);
  return {
    id,
    kind: 'run',
    name,
    ...(task !== 'train' && { task }),
    state,
    text: text.name,
    iteration,
    ...losses,
    createdAt,
  };
}

function storedModelEntry(record: StoredModel): Entry {
  const { id, name, createdAt } = record;
  const text = 'text' in record ? { text: record.text.name } : {};
  return { id, kind: KINDS[record.kind], name, ...text, createdAt };
}

function rowOf({ id, kind, name, task, state, text, iteration, loss, best, heldOut }: Entry): string[] {
  const judged = heldOut === undefined ? '' : heldOut ? 'held-out text' : 'training text';
  const figures = [loss, best].map(each => (each === undefined ? '' : decimal(each, 3)));
  return [
    ...[id, state ?? kind, task === undefined ? name : `${name} (${task})`, text ?? '', judged],
    iteration === undefined ? '' : count(iteration),
    ...figures,
  ];
}
