import type { PresetSettings } from './preset';
import type { Configuration } from './settings';

/** Names of the settings that every preset must set. */
type Own = 'model.cell' | 'model.hidden' | 'training.optimizer' | 'training.learningRate';

/** Names of the settings that keep the user's own value if a preset does not set them. */
type Users =
  | 'training.scheduleInterval'
  | 'training.scheduleFactor'
  | 'training.scheduleFirstEpochs'
  | 'training.scheduleEpochs'
  | 'training.maxIterations'
  | 'training.seed'
  | 'validation.fraction'
  | 'validation.part'
  | 'validation.interval'
  | 'validation.patience'
  | 'snapshot.interval'
  | 'snapshot.sampleLength'
  | 'metrics.interval'
  | 'text.lineEnds'
  | 'text.filter'
  | 'kernels.build'
  | 'kernels.threads';

/**
 * Values of the remaining settings, used by presets that do not set them: one layer on one-hot inputs,
 * without dropout, weight decay or a schedule. Without these values, a user's own settings would change the
 * network of the preset.
 */
export const plain: Omit<Configuration, Own | Users> = {
  'model.activation': 'tanh',
  'model.layers': 1,
  'model.embedding': 0,
  'model.bits': '',
  'model.input': 'token',
  'model.context': 4,
  'model.output': 'softmax',
  'model.classes': 100,
  'model.noiseSamples': 100,
  'model.scoring': 'normalised',
  'model.compression': 0,
  'model.direct': 0,
  'model.directOrder': 3,
  'model.dropout': 0,
  'model.forgetBias': 1,
  'model.stateDecay': 0,
  'model.spectralRadius': 0.9,
  'model.initialiser': 'xavier',
  'model.initialDeviation': 0.01,
  'training.schedule': 'constant',
  'training.gradientClip': 5,
  'training.gradientClipBy': 'element',
  'training.gradientNormalisation': 'none',
  'training.l2': 0,
  'training.sequenceLength': 25,
  'training.bptt': 0,
  'training.resetEvery': '',
  'training.batch': 1,
  'text.unit': 'character',
  'text.locale': '',
  'text.whiteSpace': 'unicode',
  'text.strayMarks': 'refuse',
  'text.minimumCount': 1,
};

/** The settings of min-char-rnn, by Andrej Karpathy. */
export const minCharRnn: PresetSettings = {
  ...plain,
  'model.cell': 'elman',
  'model.initialiser': 'gaussian',
  'model.hidden': 100,
  'training.optimizer': 'adagrad',
  'training.learningRate': 0.1,
};

/**
 * Settings shared by the presets for LSTM and GRU. With Adam, these cells need no tuning. The learning rate
 * is that of Karpathy's char-rnn.
 */
export const gated: PresetSettings = {
  ...plain,
  'model.hidden': 128,
  'training.optimizer': 'adam',
  'training.learningRate': 0.002,
  'training.sequenceLength': 50,
};
