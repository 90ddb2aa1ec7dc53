import { Channel, type Nothing } from '../../../src/protocol/channel';
import type { DashboardEvents, DashboardRequests, ShownRun, Snapshot } from '../../../src/protocol/dashboard';
import type { RunState } from '../../../src/protocol/run';
import { UserError } from '../../../src/protocol/userError';
import { defaults, metrics, type Network, record, sample, smoothLossAt, validationOf } from './run';

/** In the page, before the page's own program: what VS Code offers a webview, with a made-up run behind it. */

interface Wishes {
  readonly iteration: number;
  readonly state: RunState | 'none';
  readonly network: Network;
  readonly language: string;
  readonly translations: Record<string, string>;
}

declare const wishes: Wishes;

const failure =
  wishes.state === 'failed'
    ? {
        template:
          'The loss stopped being a number at iteration {0}; the run went back to its last checkpoint, of iteration {1}. Resume it with a lower learning rate (now {2}), or train again with a smaller elman.training.gradientClip (now {3}).',
        args: [12000, 11000, 0.1, 5],
      }
    : undefined;
let run = at(wishes.iteration, wishes.state === 'none' ? {} : { state: wishes.state, failure });
const id = run.id;

function at(iteration: number, change: Partial<ShownRun>): ShownRun {
  const { network } = wishes;
  const { settings } = network;
  const lowerRate = change.state === 'failed' ? 0.01 : undefined;
  const validation = network.validated ? validationOf(iteration) : undefined;
  const learningRate = Number({ ...defaults, ...settings }['training.learningRate']);
  const figures = {
    learningRate,
    iteration,
    smoothLoss: smoothLossAt(iteration),
    elapsed: iteration / 8.5,
    validation,
    lowerRate,
  };
  return record({ ...figures, settings: { ...defaults, ...settings }, ...change });
}

function snapshot(): Snapshot {
  const { language, translations, network } = wishes;
  if (wishes.state === 'none') return { defaults, language, translations };
  const samples = Array.from({ length: Math.ceil(run.iteration / 1000) }, (_, i) =>
    sample(1000 * i, network),
  );
  const history = { metrics: metrics(0, run.iteration, network), samples, events: [] };
  return { run, history, defaults, language, translations };
}

let receive: (message: unknown) => void = () => undefined;
const port = {
  post: (data: unknown) => window.dispatchEvent(new MessageEvent('message', { data })),
  listen: (listener: typeof receive) => {
    receive = listener;
  },
};

function enter(state: RunState): void {
  run = record({ ...run, state, live: state !== 'stopped' });
  channel.tell('run', run);
}

const channel = new Channel<Nothing, Nothing, DashboardRequests, DashboardEvents>(
  port,
  {
    ready: snapshot,
    pause: () => enter('paused'),
    resume: () => enter('running'),
    stop: () => enter('stopped'),
    sample: () => sample(run.iteration, wishes.network),
    setLearningRate: () => {
      throw new UserError('"{0}" is not training in this window. Resume it first.', [run.name]);
    },
    train: () => {
      throw new UserError(
        '"{0}" is empty. Write or paste some text into it first; a few pages are a good start.',
        ['untitled'],
      );
    },
  },
  error => console.error(error),
);

let kept: unknown;
Object.assign(window, {
  acquireVsCodeApi: () => ({
    // As VS Code does: messages to the host travel as JSON, and later.
    postMessage: (message: unknown) => setTimeout(() => receive(JSON.parse(JSON.stringify(message)))),
    getState: () => kept,
    setState: (state: unknown) => {
      kept = state;
    },
  }),
  /** Goes on training by so many iterations. */
  grow: (iterations: number) => {
    const from = run.iteration;
    run = at(from + iterations, {});
    channel.tell('metrics', { id, block: metrics(from, run.iteration, wishes.network) });
    channel.tell('run', run);
  },
});
