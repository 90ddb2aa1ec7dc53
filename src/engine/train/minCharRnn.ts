import type { Configuration } from '../configuration/configuration';

/** What makes a run one of Karpathy's min-char-rnn, or of elman.py, which is the same over words; sizes and rates are free. */
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

/** Whether the log of a run has the smoothed loss that the original prints, besides ours. */
export function isMinCharRnn(configuration: Configuration): boolean {
  const names = Object.keys(program) as (keyof Configuration)[];
  return names.every(name => configuration[name] === program[name]);
}
