import type { Settings } from '../../src/protocol/run';

/** The same work for us and for a peer: our own short program in the peer's language, or ourselves otherwise. */
export interface Work {
  readonly name: string;
  readonly peer: Peer;
  readonly text: string;
  readonly iterations: number;
  readonly settings: Settings;
  /** The ratio to reach, where one is set. */
  readonly goal?: number;
}

export type Peer =
  /** Under `test/bench/peers`; called with the text, the number of iterations and the arguments. */
  | {
      readonly kind: 'python';
      readonly name: string;
      readonly module: 'numpy' | 'torch';
      readonly program: string;
      readonly arguments: readonly (string | number)[];
    }
  /** Ourselves with other settings. */
  | { readonly kind: 'ours'; readonly name: string; readonly settings: Settings };

const english = 'media/samples/english.txt';
const shakespeare = 'test/fixtures/text/tinyshakespeare.txt';
const T = 64;
const B = 32;

const numpy: Peer = {
  kind: 'python',
  name: 'numpy',
  module: 'numpy',
  program: 'minCharRnn.py',
  arguments: [],
};

function torch(cell: string, hidden: number, batch: number, length: number, input: string): Peer {
  return {
    kind: 'python',
    name: `PyTorch (${input})`,
    module: 'torch',
    program: 'torchNet.py',
    arguments: [cell, hidden, batch, length, input],
  };
}

/** A batch of long windows, where the products of matrices are all that counts. */
function batched(cell: 'elman' | 'lstm' | 'gru', hidden: number, goal: number): Work[] {
  const settings = {
    'model.cell': cell,
    'model.hidden': hidden,
    'training.batch': B,
    'training.sequenceLength': T,
  };
  const name = `${cell}: characters, hidden ${hidden}, T ${T}, batch ${B}, Adagrad 0.1, clip 5`;
  const theirs = cell === 'elman' ? 'rnn' : cell;
  return ['embedding', 'onehot'].map(input => ({
    name,
    peer: torch(theirs, hidden, B, T, input),
    text: shakespeare,
    iterations: hidden > 256 ? 10 : 25,
    settings,
    ...(input === 'embedding' && { goal }),
  }));
}

const defaults = "min-char-rnn's defaults: characters, hidden 100, T 25, batch 1, Adagrad 0.1, clip 5";

export const works: readonly Work[] = [
  { name: defaults, peer: numpy, text: english, iterations: 4000, settings: {}, goal: 15 },
  {
    name: defaults,
    peer: torch('rnn', 100, 1, 25, 'embedding'),
    text: english,
    iterations: 2000,
    settings: {},
    goal: 15,
  },
  ...batched('elman', 256, 1.5),
  ...batched('elman', 512, 1.2),
  ...batched('lstm', 256, 1.2),
  ...batched('lstm', 512, 1.2),
  ...batched('gru', 512, 1.2),
  {
    name: `two threads: elman, hidden 512, T ${T}, batch ${B}`,
    peer: { kind: 'ours', name: 'one thread', settings: { 'kernels.threads': 1 } },
    text: shakespeare,
    iterations: 25,
    settings: {
      'model.hidden': 512,
      'training.batch': B,
      'training.sequenceLength': T,
      'kernels.threads': 2,
    },
    goal: 1.7,
  },
];
