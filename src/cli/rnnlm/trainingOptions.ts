import { decimal, integer, LARGE, number, type Option, saveEvery, TRAINING } from './option';

/** Options for training: the texts and the learning rate. */
export const trainingOptions = {
  train: {
    value: 'FILE',
    description: 'Training text. If the model file exists, training continues from it.',
    group: TRAINING,
    echo: value => `train file: ${value}`,
  },
  'one-iter': {
    description: 'One epoch, without validation.',
    group: TRAINING,
    echo: () => 'Training for one iteration',
  },
  'max-iter': {
    value: integer(LARGE),
    description: 'Maximum number of epochs.',
    group: TRAINING,
    echo: value => `Maximum number of iterations: ${value}`,
  },
  valid: {
    value: 'FILE',
    description: 'Validation text.',
    group: TRAINING,
    echo: value => `valid file: ${value}`,
  },
  'gradient-cutoff': {
    value: number(15, 1e9),
    description: 'Limit of each element of an error; 0: no limit.',
    group: TRAINING,
    echo: value => `Gradient cutoff: ${decimal(value)}`,
  },
  alpha: {
    value: number(0.1, 100),
    description: 'The learning rate.',
    group: TRAINING,
    echo: value => `Starting learning rate: ${decimal(value)}`,
  },
  beta: {
    value: number(1e-7, 1),
    description: 'L2 regularisation, times the learning rate.',
    group: TRAINING,
    echo: value => `Regularization: ${decimal(value)}`,
  },
  'min-improvement': {
    value: number(1.003, 10),
    description:
      'Minimum ratio of the last validation loss to the new one; below it, the learning rate is halved.',
    group: TRAINING,
    echo: value => `Min improvement: ${decimal(value)}`,
  },
  'anti-kasparek': {
    value: integer(0),
    description:
      'Interval, in words, at which the model is also saved (at least 10,000); 0: only after an epoch.',
    group: TRAINING,
    echo: value => `Model will be saved after each # words: ${saveEvery(Number(value))}`,
  },
} as const satisfies Record<string, Option>;
