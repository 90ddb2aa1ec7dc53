import { MAX_DIRECT_ORDER } from '../../engine/families/rnnlm/format/header';
import { BOTH, bpttBlock, directOrder, integer, LARGE, type Option, TRAINING } from './option';

/** Options for the network's structure, backpropagation through time, and the model file. */
export const networkOptions = {
  class: {
    value: integer(100, 1),
    description: 'Number of word classes.',
    group: TRAINING,
    echo: value => `class size: ${value}`,
  },
  'old-classes': {
    description: 'Forms the classes by frequency instead of by its square root.',
    group: TRAINING,
    echo: () => 'Old algorithm for computing classes will be used',
  },
  independent: {
    description: 'Resets the hidden layer after each sentence.',
    group: TRAINING,
    echo: () => 'Sentences will be processed independently...',
  },
  hidden: {
    value: integer(30, 1, 100_000),
    description: 'Number of hidden units.',
    group: TRAINING,
    echo: value => `Hidden layer size: ${value}`,
  },
  compression: {
    value: integer(0, 0, 100_000),
    description: 'Number of units of a layer between the hidden layer and the output; 0: no such layer.',
    group: TRAINING,
    echo: value => `Compression layer size: ${value}`,
  },
  direct: {
    value: integer(0, 0, 4000),
    description: 'Size of the hash table of direct connections, in millions.',
    group: TRAINING,
    echo: value => `Direct connections: ${value}M`,
  },
  'direct-order': {
    value: integer(3, 0, LARGE),
    description: `Longest n-gram of the direct connections, up to ${MAX_DIRECT_ORDER}.`,
    group: TRAINING,
    echo: value => `Order of direct connections: ${directOrder(Number(value))}`,
  },
  bptt: {
    value: integer(0, 0, 9999),
    description: 'Number of steps of backpropagation through time.',
    group: TRAINING,
    echo: value => `BPTT: ${value}`,
  },
  'bptt-block': {
    value: integer(10, 0, 10_000),
    description: 'Number of words between two backpropagations.',
    group: TRAINING,
    echo: value => `BPTT block: ${bpttBlock(Number(value))}`,
  },
  'rand-seed': {
    value: integer(1, -LARGE),
    description: "Seed of the C library's random numbers.",
    group: BOTH,
    echo: value => `Rand seed: ${value}`,
  },
  binary: {
    description: 'Writes the model in binary form.',
    group: TRAINING,
    echo: () => 'Model will be saved in binary format',
  },
  rnnlm: {
    value: 'FILE',
    description: 'The model file.',
    group: BOTH,
    echo: value => `rnnlm file: ${value}`,
  },
  float: {
    description: 'Computes in single precision, as the float build of the original does.',
    group: BOTH,
  },
} as const satisfies Record<string, Option>;
