import { fullName, namesOf } from '../../../src/common/runNames';
import { Channel, type Nothing } from '../../../src/protocol/channel';
import type {
  DashboardEvents,
  DashboardRequests,
  Foldable,
  ShownRun,
  ShownRuns,
  Snapshot,
} from '../../../src/protocol/dashboard';
import type { RunState, Sample } from '../../../src/protocol/run';
import { recordUpdate } from '../../../src/protocol/runUpdate';
import type { StoredHistory } from '../../../src/protocol/storage';
import { UserError } from '../../../src/protocol/userError';
import { labelFigures, withAccuracy } from './labelRun';
import { defaults, metrics, type Network, record, sample, smoothLossAt, validationOf } from './run';
import { translatorFigures } from './translationRun';

/**
 * Provides the API that VS Code offers to a webview, with made-up runs. Runs in the page before the page's
 * own script. `Wishes` says what the page shows.
 */

interface Wishes {
  readonly iteration: number;
  readonly state: RunState | 'none';
  readonly network: Network;
  readonly language: string;
  readonly translations: Record<string, string>;
  /** Number of runs that the page compares. */
  readonly runs: number;
  /** Whether the runs train classifiers. */
  readonly labels?: boolean;
  /** Whether the runs train translators. */
  readonly pairs?: boolean;
}

declare const wishes: Wishes;

const failure =
  wishes.state === 'failed'
    ? {
        kind: 'notFinite' as const,
        template:
          'The loss stopped being a number at iteration {0}; the run went back to its last checkpoint, of iteration {1}. Resume it with a lower learning rate (now {2}), or train again with a smaller {4} (now {3}).',
        args: [12000, 11000, 0.1, 5, { setting: 'training.gradientClip' }],
      }
    : undefined;
/** A validation text. It contains tokens that the first run does not know. */
const foreignText = {
  ...record().text,
  name: 'hamlet.txt',
  tokens: 180_000,
  unknown: 12_500,
  leftOut: 12_500,
};
let shown: ShownRuns = { ids: [], follows: true, pinned: false };
const runs = new Map<string, ShownRun>();
const histories = new Map<string, StoredHistory>();
const nothing: StoredHistory = {
  metrics: { columns: [], values: new Float64Array() },
  samples: [],
  changes: [],
};

/**
 * Returns changes to a run, so that compared runs differ in settings that a user would try. Every combination
 * of settings occurs with two seeds.
 */
function variantOf(n: number): Partial<ShownRun> {
  if (wishes.runs === 1) return {};
  const hidden = [64, 128, 256][Math.floor(n / 4) % 3];
  const activation = n % 4 < 2 ? 'tanh' : 'logistic';
  const settings = { 'model.hidden': hidden, 'model.activation': activation, 'training.seed': 1 + (n % 2) };
  return {
    settings: { ...defaults, ...wishes.network.settings, ...settings },
  };
}

function seedOf(id: string): number {
  return Number(id.slice(4));
}

function at(iteration: number, change: Partial<ShownRun>): ShownRun {
  const { network } = wishes;
  const { settings } = network;
  const lowerRate = change.state === 'failed' ? 0.01 : undefined;
  const validation = network.validated ? validationOf(iteration, seedOf(change.id ?? 'run-0')) : undefined;
  const learningRate = Number({ ...defaults, ...settings }['training.learningRate']);
  // Only the first run says how much of the text it does not know.
  const unknown = seedOf(change.id ?? 'run-0') === 0 ? {} : { unknown: 0, leftOut: 0 };
  const figures = {
    ...(network.validated && { validationText: { ...foreignText, ...unknown } }),
    learningRate,
    iteration,
    smoothLoss: smoothLossAt(iteration, seedOf(change.id ?? 'run-0')),
    elapsed: iteration / 8.5,
    validation,
    lowerRate,
    ...(wishes.pairs && {
      translation: { symbols: 26 },
      ...(validation && {
        validation: {
          last: { ...validation.last, accuracy: 0.921, exact: 0.42 },
          best: { ...validation.best, accuracy: 0.927, exact: 0.44 },
        },
      }),
    }),
    ...(wishes.labels && {
      labelling: { task: 'classify' as const, count: labelFigures.labels.length },
      ...(validation && {
        validation: {
          last: { ...validation.last, accuracy: 0.921, macroF1: 0.688 },
          best: { ...validation.best, accuracy: 0.927, macroF1: 0.691 },
        },
      }),
    }),
  };
  return record({ ...figures, settings: { ...defaults, ...settings }, ...change });
}

function snapshot(): Snapshot {
  const { language, translations } = wishes;
  setTimeout(openAll);
  return { shown, defaults, language, translations };
}

function openAll(): void {
  const { network } = wishes;
  for (const run of runs.values()) {
    const seed = seedOf(run.id);
    const samples = Array.from({ length: Math.ceil(run.iteration / 1000) }, (_, i) =>
      sample(1000 * i + seed, network),
    );
    const found = metrics(0, run.iteration, network, seed);
    const history = wishes.labels
      ? { metrics: withAccuracy(found), samples: [], changes: [] }
      : { metrics: found, samples, changes: [] };
    histories.set(run.id, history);
    open(run);
  }
}

function open(run: ShownRun): void {
  channel.send('opened', { run, history: structuredClone(histories.get(run.id) ?? nothing) });
}

/** A request for a sample with this seed is answered only after a request with another seed. */
const SLOW_SEED = 404;
let release = () => {};

async function draw(id: string, seed: number | undefined): Promise<Sample> {
  if (seed === SLOW_SEED)
    await new Promise<void>(resolve => {
      release = resolve;
    });
  // Answers the request with `SLOW_SEED` after this one.
  else setTimeout(() => release());
  const drawn = sample(runs.get(id)?.iteration ?? 0, wishes.network);
  return seed === undefined ? drawn : { ...drawn, text: `seed ${seed}: ${drawn.text}` };
}

let receive: (message: unknown) => void = () => undefined;
const port = {
  post: (data: unknown) => window.dispatchEvent(new MessageEvent('message', { data })),
  listen: (listener: typeof receive) => {
    receive = listener;
  },
};

function enter(id: string, state: RunState): void {
  const run = record({ ...runs.get(id), state, live: state !== 'stopped' });
  runs.set(id, run);
  channel.send('update', recordUpdate(run));
}

function show(change: Partial<ShownRuns>): void {
  shown = { ...shown, ...change };
  channel.send('shown', shown);
}

const channel = new Channel<Nothing, Nothing, DashboardRequests, DashboardEvents>(
  port,
  {
    ready: snapshot,
    pause: ({ id }) => enter(id, 'paused'),
    resume: ({ id }) => enter(id, 'running'),
    // Stores the last request, for tests.
    openSample: () => void Object.assign(window, { asked: 'openSample' }),
    trainFurther: ({ id }) => enter(id, 'running'),
    stop: ({ id }) => enter(id, 'stopped'),
    sample: async ({ id, seed }) => {
      const drawn = await draw(id, seed);
      // Stores the last seed that was answered, for tests.
      Object.assign(window, { drawn: seed });
      return drawn;
    },
    labelFigures: () => labelFigures,
    translatorFigures: () => translatorFigures,
    showExamples: cell => {
      // Stores the cell that was clicked, for tests.
      Object.assign(window, { cell });
    },
    change: ({ id }) => {
      throw new UserError('"{0}" is not training in this window. Resume it first.', [
        fullName(runs.get(id) ?? record({ id })),
      ]);
    },
    train: () => {
      throw new UserError('"{0}" is empty. Write or paste some text into it first; a few pages are enough.', [
        'untitled',
      ]);
    },
    holdOut: ({ id }) => {
      // Stores the run that was trained again, for tests.
      Object.assign(window, { heldOut: id });
    },
    note: ({ id, note }) => {
      const run = record({ ...runs.get(id), note });
      runs.set(id, run);
      channel.send('update', recordUpdate(run));
    },
    choose: ({ ids }) => show({ ids, current: ids[0] }),
    pickRuns: () => undefined,
    focus: ({ id }) => show({ current: id }),
    follow: ({ follows }) => show({ follows }),
    pin: ({ pinned }) => show({ pinned }),
    save: picture => {
      Object.assign(window, { saved: picture });
    },
  },
  error => console.error(error),
);

if (wishes.state !== 'none') {
  for (let n = 0; n < wishes.runs; n++) {
    const state = n === 0 ? wishes.state : 'done';
    const run = at(wishes.iteration, { id: `run-${n}`, state, failure, ...variantOf(n) });
    runs.set(run.id, run);
  }
  const names = namesOf([...runs.values()]);
  for (const [id, run] of runs) runs.set(id, { ...run, shown: names.get(id) });
  shown = { ids: [...runs.keys()], current: 'run-0', follows: true, pinned: false };
}

let kept: unknown;
Object.assign(window, {
  acquireVsCodeApi: () => ({
    // Clones messages and delivers them later, as VS Code does.
    postMessage: (message: unknown) => setTimeout(() => receive(structuredClone(message))),
    getState: () => kept,
    setState: (state: unknown) => {
      kept = state;
    },
  }),
  /** Sends all data of the first run again. */
  reopen: () => open(runs.get('run-0') ?? record()),
  /** Opens a part of the page, as the walkthrough does. */
  unfold: (part: Foldable) => channel.send('unfold', { part }),
  /** Adds a sample to the first run. */
  write: (text: string) => {
    const { iteration, id } = runs.get('run-0') ?? record();
    channel.send('update', { id, kind: 'sample', sample: { iteration, text } });
  },
  /** Sends metrics of further iterations of the first run, but no record yet. */
  measure: (iterations: number) => {
    const { iteration: from, id } = runs.get('run-0') ?? record();
    const rows = metrics(from, from + iterations, wishes.network);
    channel.send('update', { id, kind: 'metrics', metrics: rows });
  },
  /** Trains the first run for a number of further iterations. */
  grow: (iterations: number) => {
    const { iteration: from, id } = runs.get('run-0') ?? record();
    const { shown } = runs.get(id) ?? record();
    const run = at(from + iterations, { id, state: 'running', shown, ...variantOf(0) });
    runs.set(id, run);
    channel.send('update', { id, kind: 'metrics', metrics: metrics(from, run.iteration, wishes.network) });
    channel.send('update', recordUpdate(run));
  },
});
