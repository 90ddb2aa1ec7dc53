import type { Configuration } from '../../settings/settings';

/**
 * Settings that have no effect in min-char-rnn, because they are for other cells, outputs, initialisers or
 * schedules.
 */
type Unused =
  | 'model.context'
  | 'model.classes'
  | 'model.noiseSamples'
  | 'model.scoring'
  | 'model.directOrder'
  | 'model.dropout'
  | 'model.forgetBias'
  | 'model.stateDecay'
  | 'model.spectralRadius'
  | 'training.scheduleInterval'
  | 'training.scheduleFactor'
  | 'training.scheduleFirstEpochs'
  | 'training.scheduleEpochs';

/**
 * Settings that may have any value in min-char-rnn: sizes, learning rates, initial weights, and settings of
 * the text.
 */
type Varied =
  | 'model.hidden'
  | 'model.initialiser'
  | 'model.initialDeviation'
  | 'training.learningRate'
  | 'training.gradientClip'
  | 'training.sequenceLength'
  | 'training.maxIterations'
  | 'training.seed'
  | 'validation.fraction'
  | 'validation.part'
  | 'validation.interval'
  | 'validation.patience'
  | 'snapshot.interval'
  | 'snapshot.sampleLength'
  | 'metrics.interval'
  | 'text.unit'
  | 'text.locale'
  | 'text.whiteSpace'
  | 'text.lineEnds'
  | 'text.strayMarks'
  | 'text.filter'
  | 'text.minimumCount'
  | 'kernels.build'
  | 'kernels.threads';

/** The values of the other settings in Karpathy's min-char-rnn and in its word-level version elman.py. */
const program: Omit<Configuration, Unused | Varied> = {
  'model.cell': 'elman',
  'model.activation': 'tanh',
  'model.layers': 1,
  'model.embedding': 0,
  'model.bits': '',
  'model.input': 'token',
  'model.output': 'softmax',
  'model.compression': 0,
  'model.direct': 0,
  'training.optimizer': 'adagrad',
  'training.schedule': 'constant',
  'training.gradientClipBy': 'element',
  'training.gradientNormalisation': 'none',
  'training.l2': 0,
  'training.bptt': 0,
  'training.resetEvery': '',
  'training.batch': 1,
};

/**
 * Returns whether a configuration is that of min-char-rnn. If so, the metrics also contain the smoothed loss
 * that min-char-rnn prints.
 */
export function isMinCharRnn(configuration: Configuration): boolean {
  const names = Object.keys(program) as (keyof typeof program)[];
  return names.every(name => configuration[name] === program[name]);
}
