import type { RunSettings } from '../../../src/protocol/run';
import { presets } from '../../../src/settings/presets';
import { threadsFor } from '../../../src/workers/threadCount';
import { type Peer, peerName, type Work } from '../lib/compare';
import type { Machine, PythonPeer, Threads } from '../lib/machine';

const shakespeare = 'test/fixtures/text/tinyshakespeare.txt';
/** A text with 5,703 distinct words, including `</s>`. */
const english = 'media/samples/english.txt';
const T = 64;
const B = 32;
/** The learning rate of large networks. With the 0.1 of min-char-rnn, their loss explodes. */
const RATE = 0.01;

type Cell = 'elman' | 'lstm' | 'gru';

/** The goals for the ratio of the rates, by PyTorch's input. */
type InputGoals = Readonly<Partial<Record<'embedding' | 'one-hot', number>>>;

const networks: readonly (readonly [Cell, hidden: number])[] = [
  ['elman', 256],
  ['elman', 512],
  ['lstm', 256],
  ['lstm', 512],
  ['gru', 512],
];

/**
 * Returns trainings of the same networks by all programs, with the same initial weights, texts and numbers of
 * updates.
 */
export function trainings(machine: Machine): Work[] {
  const trained = (text: string, settings: RunSettings) =>
    machine.ours('dist/test/bench/ours.js', [text, JSON.stringify(settings)]);
  const numpy = (goal: number, ...args: (string | number)[]): Peer[] =>
    (['one', 'default'] as const).map(threads => ({
      name: peerName('numpy', threads),
      program: machine.python({ module: 'numpy', program: 'numpyElman.py', args, threads }),
      goal: threads === 'one' ? goal : undefined,
    }));
  const torch = (peer: Omit<PythonPeer, 'module'>) => machine.python({ module: 'torch', ...peer });
  /** Returns PyTorch as a peer with both kinds of input, an embedding of the hidden size and one-hot vectors. */
  const bothInputs = (threads: Threads, goals: InputGoals, ...args: (string | number)[]): Peer[] =>
    (['embedding', 'one-hot'] as const).map(input => ({
      name: peerName(`PyTorch, ${input}`, threads),
      program: torch({ program: 'torchNet.py', args: [shakespeare, input, ...args], threads }),
      goal: goals[input],
    }));

  /**
   * Returns a training with long windows in many streams, in which matrix products take nearly all of the
   * time. All programs use one thread, or each its default number of threads.
   */
  const batched = (cell: Cell, hidden: number, threads: Threads, goals: InputGoals): Work => ({
    name: peerName(`${cell}, hidden ${hidden}, T ${T}, batch ${B}`, threads),
    unit: 'characters/s',
    amount: T * B,
    ours: trained(shakespeare, {
      ...large(hidden),
      'model.cell': cell,
      'kernels.threads': threadsOf(threads, B),
    }),
    peers: bothInputs(threads, goals, cell === 'elman' ? 'rnn' : cell, hidden, B, T, RATE),
    isVariant: cell !== 'lstm' || hidden !== (threads === 'one' ? 256 : 512),
  });

  /** Returns the training of a transformer with the sizes and the optimizer of nanoGPT's small model. */
  const transformer = (threads: Threads, goal?: number): Work => ({
    name: peerName('transformer, 4 blocks of 128 units, 4 heads, T 64, batch 12', threads),
    unit: 'characters/s',
    amount: 64 * 12,
    ours: trained(shakespeare, { ...nanoGpt(), 'kernels.threads': threadsOf(threads, 12) }),
    peers: [
      {
        name: peerName('PyTorch', threads),
        program: torch({
          program: 'torchTransformer.py',
          args: [shakespeare, 4, 4, 128, 12, 64, 0.001],
          threads,
        }),
        goal,
      },
    ],
    isVariant: threads !== 'one',
  });

  return [
    {
      name: "min-char-rnn's defaults: hidden 100, T 25, batch 1",
      unit: 'characters/s',
      amount: 25,
      ours: trained(shakespeare, {}),
      peers: [
        ...numpy(15, shakespeare, 'character', 100, 25, 0.1, 5),
        ...bothInputs('one', { embedding: 15 }, 'rnn', 100, 1, 25, 0.1),
      ],
    },
    {
      name: "elman.py's defaults: 5,703 words, hidden 100, T 25, batch 1",
      unit: 'words/s',
      amount: 25,
      ours: trained(english, {
        'text.unit': 'word',
        'training.learningRate': 0.01,
        'training.gradientClip': 1,
      }),
      peers: numpy(20, english, 'word', 100, 25, 0.01, 1),
    },
    ...networks.map(([cell, hidden]) => batched(cell, hidden, 'one', { embedding: 1.6, 'one-hot': 1.2 })),
    ...networks.map(([cell, hidden]) => batched(cell, hidden, 'default', { embedding: 1.3 })),
    transformer('one', 1),
    transformer('default'),
    {
      name: `two threads: elman, hidden 512, T ${T}, batch ${B}`,
      unit: 'characters/s',
      amount: T * B,
      ours: trained(shakespeare, { ...large(512), 'kernels.threads': 2 }),
      peers: [{ name: 'ours on one thread', program: trained(shakespeare, large(512)), goal: 1.7 }],
    },
  ];
}

function large(hidden: number): RunSettings {
  return {
    'model.hidden': hidden,
    'training.batch': B,
    'training.sequenceLength': T,
    'training.learningRate': RATE,
  };
}

/** Returns the number of threads of our program: one, or the default of a run with this batch. */
function threadsOf(threads: Threads, batch: number): number {
  return threads === 'one' ? 1 : threadsFor(0, batch, 0);
}

/** Returns the settings of the preset nanoGPT, with a constant learning rate and the text read in order. */
function nanoGpt(): RunSettings {
  const preset = presets.find(({ name }) => name === 'nanoGPT');
  return {
    ...preset?.settings,
    'training.schedule': 'constant',
    'training.warmup': 0,
    'training.windows': 'consecutive',
  };
}
