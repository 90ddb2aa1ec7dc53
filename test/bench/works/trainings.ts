import type { RunSettings } from '../../../src/protocol/run';
import { type Peer, peerName, type Work } from '../lib/compare';
import type { Machine, PythonPeer } from '../lib/machine';

const shakespeare = 'test/fixtures/text/tinyshakespeare.txt';
/** A text with 5,703 distinct words, including `</s>`. */
const english = 'media/samples/english.txt';
const T = 64;
const B = 32;
/** The learning rate of large networks. With the 0.1 of min-char-rnn, their loss explodes. */
const RATE = 0.01;

/**
 * Returns trainings of the same networks by all programs, with the same initial weights, texts and numbers of
 * updates.
 */
export function trainings(machine: Machine): Work[] {
  const trained = (text: string, settings: RunSettings) =>
    machine.ours('dist/test/bench/ours.js', [text, JSON.stringify(settings)]);
  /**
   * Returns a peer twice: with one thread, to which the goal applies, and with its default number of threads.
   */
  const onThreads = (name: string, goal: number | undefined, peer: Omit<PythonPeer, 'threads'>): Peer[] =>
    (['one', 'default'] as const).map(threads => ({
      name: peerName(name, threads),
      program: machine.python({ ...peer, threads }),
      goal: threads === 'one' ? goal : undefined,
    }));
  const numpy = (goal: number, ...args: (string | number)[]): Peer[] =>
    onThreads('numpy', goal, { module: 'numpy', program: 'numpyElman.py', args });
  /** Returns PyTorch as a peer, with both kinds of input. The goal applies to the embedding. */
  const torch = (goal: number, cell: string, ...sizes: number[]): Peer[] =>
    ['embedding', 'one-hot'].flatMap(input =>
      onThreads(`PyTorch, ${input}`, input === 'embedding' ? goal : undefined, {
        module: 'torch',
        program: 'torchNet.py',
        args: [shakespeare, input, cell, ...sizes],
      }),
    );

  /**
   * Returns a training with long windows in many streams, in which matrix products take nearly all of the
   * time.
   */
  const batched = (cell: 'elman' | 'lstm' | 'gru', hidden: number, goal: number): Work => ({
    name: `${cell}, hidden ${hidden}, T ${T}, batch ${B}`,
    unit: 'characters/s',
    amount: T * B,
    ours: trained(shakespeare, { ...large(hidden), 'model.cell': cell }),
    peers: torch(goal, cell === 'elman' ? 'rnn' : cell, hidden, B, T, RATE),
    isVariant: cell !== 'lstm' || hidden !== 256,
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
