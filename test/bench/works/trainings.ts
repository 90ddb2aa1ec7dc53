import type { RunSettings } from '../../../src/protocol/run';
import { type Peer, peerName, type Work } from '../lib/compare';
import type { Machine, PythonPeer } from '../lib/machine';

const shakespeare = 'test/fixtures/text/tinyshakespeare.txt';
/** 5,703 different words, `</s>` among them. */
const english = 'media/samples/english.txt';
const T = 64;
const B = 32;
/** The learning rate of large networks. With min-char-rnn's 0.1, they explode. */
const RATE = 0.01;

/** Trainings of the same networks, with the same initial weights, text and updates. */
export function trainings(machine: Machine): Work[] {
  const trained = (text: string, settings: RunSettings) =>
    machine.ours('dist/test/bench/ours.js', [text, JSON.stringify(settings)]);
  /** A peer on one thread, to which the goal applies, and on its default number of threads. */
  const onThreads = (name: string, goal: number | undefined, peer: Omit<PythonPeer, 'threads'>): Peer[] =>
    (['one', 'default'] as const).map(threads => ({
      name: peerName(name, threads),
      program: machine.python({ ...peer, threads }),
      goal: threads === 'one' ? goal : undefined,
    }));
  const numpy = (goal: number, ...args: (string | number)[]): Peer[] =>
    onThreads('numpy', goal, { module: 'numpy', program: 'numpyElman.py', args });
  /** PyTorch with both kinds of input. The goal applies to the embedding. */
  const torch = (goal: number, cell: string, ...sizes: number[]): Peer[] =>
    ['embedding', 'one-hot'].flatMap(input =>
      onThreads(`PyTorch, ${input}`, input === 'embedding' ? goal : undefined, {
        module: 'torch',
        program: 'torchNet.py',
        args: [shakespeare, input, cell, ...sizes],
      }),
    );

  /** Long windows in many streams, where matrix products take nearly all of the time. */
  const batched = (cell: 'elman' | 'lstm' | 'gru', hidden: number, goal: number): Work => ({
    name: `${cell}, hidden ${hidden}, T ${T}, batch ${B}`,
    unit: 'characters/s',
    amount: T * B,
    ours: trained(shakespeare, { ...large(hidden), 'model.cell': cell }),
    peers: torch(goal, cell === 'elman' ? 'rnn' : cell, hidden, B, T, RATE),
  });

  return [
    {
      name: "min-char-rnn's defaults: hidden 100, T 25, batch 1",
      unit: 'characters/s',
      amount: 25,
      ours: trained(shakespeare, {}),
      peers: [...numpy(15, shakespeare, 'character', 100, 25, 0.1, 5), ...torch(15, 'rnn', 100, 1, 25, 0.1)],
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
    batched('elman', 256, 1.5),
    batched('elman', 512, 1.2),
    batched('lstm', 256, 1.2),
    batched('lstm', 512, 1.2),
    batched('gru', 512, 1.2),
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
