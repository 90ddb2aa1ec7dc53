import type { Classic } from './classic';

/** Settings of networks that read eight streams in windows of 32 characters. */
const settings = {
  'model.hidden': 50,
  'training.optimizer': 'adam',
  'training.learningRate': 0.003,
  'training.sequenceLength': 32,
  'training.batch': 8,
  'training.maxIterations': 6000,
  'validation.fraction': 0.1,
  'validation.interval': 500,
};

const vary = { 'model.cell': ['elman', 'lstm', 'gru'] };
const seeds = 3;

/** Tasks that a network solves only if it remembers symbols for some time. */
export const memoryTasks: readonly Classic[] = [
  {
    name: 'copy',
    title: 'Copy',
    source: 'Tests of memory',
    reported:
      'Five random letters and a mark, then the same letters again. Every letter must be remembered for the same time.',
    measured:
      'Measured with these settings and seed 1, in bits per repeated letter: Elman 0.1, GRU 0.5, LSTM 0.6. A guess costs 3 bits.',
    file: { text: { generator: 'copy', number: 3000 }, settings, vary, seeds },
  },
  {
    name: 'reverse',
    title: 'Reverse',
    source: 'Tests of memory',
    reported:
      'Five random letters and a mark, then the same letters backwards. The first letter must be remembered for the longest time.',
    measured:
      'Measured with these settings and seed 1, in bits for the first and the last letter after the mark: Elman 0.1 and 0.4, LSTM 0.1 and 0.5, GRU 0.04 and 0.2. A guess costs 3 bits.',
    file: { text: { generator: 'reverse', number: 3000 }, settings, vary, seeds },
  },
  {
    name: 'parity',
    title: 'Parity',
    source: 'Tests of memory',
    reported:
      'One to eight random bits, then whether the number of ones is odd. One wrong bit in the memory makes the answer wrong.',
    measured:
      'Measured with these settings and seed 1, in bits per answer: Elman 0.01 to 0.1 and GRU 0.03 or less, whatever the number of bits. The LSTM still guessed (1 bit) from three bits on.',
    file: { text: { generator: 'parity', number: 5000 }, settings, vary, seeds },
  },
  {
    name: 'adding',
    title: 'Adding',
    source: 'Tests of memory',
    reported:
      'Eight digits, of which two are marked, then the sum of these two. Le, Jaitly and Hinton (2015), who add real numbers, report that an Elman network of ReLU units solves the task if its recurrent weights begin as the identity (IRNN).',
    measured:
      'Measured with these settings and seed 1, in bits for the tens and the ones of the sum: GRU 0.04 and 0.4, LSTM 0.04 and 1.4, Elman 0.2 and 2.1. The IRNN did not replicate with digits: with learning rates of 0.003 and 0.001 its loss exploded.',
    file: { text: { generator: 'adding', number: 5000 }, settings, vary, seeds },
  },
];
