import type { Configuration } from '../../settings/settings';

/**
 * The settings that define Karpathy's min-char-rnn, and elman.py, its word-level version.
 * Sizes and rates may vary.
 */
const program: Partial<Configuration> = {
  'model.cell': 'elman',
  'model.activation': 'tanh',
  'model.layers': 1,
  'model.embedding': 0,
  'model.output': 'softmax',
  'model.compression': 0,
  'model.direct': 0,
  'training.optimizer': 'adagrad',
  'training.schedule': 'constant',
  'training.gradientClipBy': 'element',
  'training.gradientNormalisation': 'none',
  'training.l2': 0,
  'training.bptt': 0,
  'training.batch': 1,
};

/** Returns whether the run's log also contains the smoothed loss that min-char-rnn prints. */
export function isMinCharRnn(configuration: Configuration): boolean {
  const names = Object.keys(program) as (keyof Configuration)[];
  return names.every(name => configuration[name] === program[name]);
}
