import type { Configuration } from './settings';

type PresetSettings = Partial<Configuration>;

/** The settings of a known program or network. For one run, they replace the user's own settings. */
export interface Preset {
  /** The English name, which is also the key of its translation. The same applies to `description`. */
  readonly name: string;
  readonly description: string;
  readonly settings: PresetSettings;
}

/**
 * Values of the settings that a preset does not set: one layer on one-hot inputs, without dropout, weight
 * decay or a schedule.
 */
const plain: PresetSettings = {
  'model.activation': 'tanh',
  'model.layers': 1,
  'model.embedding': 0,
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
const gated: PresetSettings = {
  ...plain,
  'model.hidden': 128,
  'training.optimizer': 'adam',
  'training.learningRate': 0.002,
  'training.sequenceLength': 50,
};

/** Settings that the three programs below share: two layers of LSTM in parallel streams. */
const stackedLstm: PresetSettings = { ...plain, 'model.cell': 'lstm', 'model.layers': 2 };

/** Steps per window of word_language_model. */
const BPTT = 35;

/**
 * The defaults of known programs, as their sources give them, with the number of iterations and the interval
 * of validations of their default texts. `test/settings/presets.test.ts` derives them
 * from the programs' defaults.
 */
const programs: readonly Preset[] = [
  {
    name: 'char-rnn',
    description:
      "Karpathy's Torch program: a two-layer LSTM over characters, with a learning rate that decays after 10 epochs. Differences: RMSProp's decay rate is 0.99 instead of 0.95; initial weights are normal with the same variance",
    settings: {
      ...stackedLstm,
      'model.hidden': 128,
      'model.initialiser': 'gaussian',
      'model.initialDeviation': 0.0462,
      'training.optimizer': 'rmsprop',
      'training.learningRate': 0.002,
      'training.schedule': 'epochs',
      'training.scheduleFactor': 0.97,
      'training.scheduleFirstEpochs': 10,
      'training.scheduleEpochs': 1,
      'training.sequenceLength': 50,
      'training.batch': 50,
      'training.maxIterations': 21_150,
      'validation.fraction': 0.05,
      'validation.interval': 1000,
    },
  },
  {
    name: 'torch-rnn',
    description:
      "Johnson's Torch program: a two-layer LSTM over embedded characters, with a learning rate that is halved every 5 epochs. Differences: no part of the text is kept for testing; initial weights are Xavier's",
    settings: {
      ...stackedLstm,
      'model.hidden': 128,
      'model.embedding': 64,
      'training.optimizer': 'adam',
      'training.learningRate': 0.002,
      'training.schedule': 'epochs',
      'training.scheduleFactor': 0.5,
      'training.scheduleFirstEpochs': 4,
      'training.scheduleEpochs': 5,
      'training.gradientNormalisation': 'length',
      'training.sequenceLength': 50,
      'training.batch': 50,
      'training.maxIterations': 17_800,
      'validation.fraction': 0.1,
      'validation.interval': 1000,
    },
  },
  {
    name: 'word_language_model',
    description:
      "PyTorch's example: a two-layer LSTM over embedded words, with a learning rate that is divided by 4 when validation stalls. Differences: dropout is only between the layers; learning rate and clip threshold refer to the loss summed over 35 steps",
    settings: {
      ...stackedLstm,
      'model.hidden': 200,
      'model.embedding': 200,
      'model.dropout': 0.2,
      'model.forgetBias': 0,
      'model.initialiser': 'gaussian',
      'model.initialDeviation': 0.0577,
      'training.optimizer': 'sgd',
      'training.learningRate': 20 / BPTT,
      'training.schedule': 'plateau',
      'training.scheduleFactor': 0.25,
      'training.gradientClip': 0.25 * BPTT,
      'training.gradientClipBy': 'global',
      'training.sequenceLength': BPTT,
      'training.batch': 20,
      'training.maxIterations': 119_360,
      'validation.fraction': 0.1,
      'validation.interval': 2984,
      'snapshot.sampleLength': 50,
      'text.unit': 'word',
    },
  },
];

export const presets: readonly Preset[] = [
  {
    name: 'min-char-rnn',
    description: "Karpathy's program: an Elman network over characters, with Adagrad",
    settings: minCharRnn,
  },
  {
    name: 'elman.py',
    description: "The workshop's program: min-char-rnn over words",
    settings: {
      ...minCharRnn,
      'training.learningRate': 0.01,
      'training.gradientClip': 1,
      'training.maxIterations': 10_000,
      'snapshot.interval': 100,
      'snapshot.sampleLength': 50,
      'text.unit': 'word',
    },
  },
  ...programs,
  {
    name: 'Words of any language',
    description: 'An Elman network over words, also for languages written without spaces, such as Japanese',
    settings: {
      ...minCharRnn,
      'model.initialiser': 'xavier',
      'model.embedding': 50,
      'training.learningRate': 0.05,
      'snapshot.sampleLength': 100,
      'text.unit': 'segmented',
      'text.minimumCount': 2,
    },
  },
  {
    name: 'RNNLM',
    description:
      "Mikolov's toolkit: a logistic Elman network over words, with word classes and a learning rate that is halved when validation stalls",
    settings: {
      ...plain,
      'model.cell': 'elman',
      'model.activation': 'logistic',
      'model.hidden': 100,
      'model.output': 'classes',
      'model.initialiser': 'gaussian',
      'model.initialDeviation': 0.1,
      'training.optimizer': 'sgd',
      'training.learningRate': 0.1,
      'training.schedule': 'halving',
      'training.gradientClip': 15,
      'training.sequenceLength': 10,
      'training.bptt': 4,
      'training.maxIterations': 0,
      'validation.fraction': 0.1,
      'validation.interval': 10_000,
      'snapshot.sampleLength': 50,
      'text.unit': 'word',
      'text.whiteSpace': 'ascii',
    },
  },
  {
    name: 'LSTM',
    description: 'Long short-term memory over characters, with Adam',
    settings: { ...gated, 'model.cell': 'lstm' },
  },
  {
    name: 'GRU',
    description: 'Gated recurrent units over characters, with Adam',
    settings: { ...gated, 'model.cell': 'gru' },
  },
  {
    name: 'Jordan network',
    description: 'Feeds the last output back into the hidden layer (Jordan 1986)',
    settings: { ...minCharRnn, 'model.cell': 'jordan' },
  },
  {
    name: 'IRNN',
    description: 'Rectified linear units with recurrent weights initialised to the identity (Le et al. 2015)',
    settings: {
      ...minCharRnn,
      'model.activation': 'relu',
      'model.initialiser': 'identity',
      'model.initialDeviation': 0.001,
      // An adaptive optimizer soon makes the recurrence amplify the hidden state, which then grows without
      // bound.
      'training.optimizer': 'sgd',
      'training.gradientClip': 1,
      'training.gradientClipBy': 'global',
    },
  },
  {
    name: 'Echo state network',
    description: 'A fixed random reservoir; only the output is trained',
    settings: { ...minCharRnn, 'model.cell': 'echoState', 'model.hidden': 200 },
  },
  {
    name: 'Feed-forward n-gram network',
    description: 'A window of embedded words, without memory (Bengio et al. 2003)',
    settings: {
      ...minCharRnn,
      'model.cell': 'feedForward',
      'model.initialiser': 'xavier',
      'model.embedding': 30,
      'training.learningRate': 0.05,
      'text.unit': 'word',
    },
  },
];

/** Returns the name of a preset on the command line: `jordan-network`. */
export const presetFlag = ({ name }: Preset) => name.toLowerCase().replaceAll(' ', '-');
