import type { Preset, PresetSettings } from './preset';
import { minCharRnn, plain } from './presetBases';

/**
 * Settings shared by the last three programs of `programs`: LSTM with two layers, trained on parallel
 * streams.
 */
const stackedLstm: PresetSettings = { ...plain, 'model.cell': 'lstm', 'model.layers': 2 };

/** Length of the context of nanoGPT's small model, which is also its sequence length. */
const BLOCK = 64;

/** Steps per window of word_language_model. */
const BPTT = 35;

/**
 * Presets with the settings of existing programs for recurrent networks. The settings of the last three are
 * the defaults in the programs' source code. The number of iterations and the validation interval follow from
 * the default texts of these programs. `test/settings/presets.test.ts` derives both from the programs'
 * defaults.
 */
export const programs: readonly Preset[] = [
  {
    name: 'min-char-rnn',
    description: "Karpathy's program: an Elman network over characters, with Adagrad",
    settings: minCharRnn,
    wholeText: true,
  },
  {
    name: 'elman.py',
    description: 'min-char-rnn over words',
    settings: {
      ...minCharRnn,
      'training.learningRate': 0.01,
      'training.gradientClip': 1,
      'training.maxIterations': 10_000,
      'snapshot.interval': 100,
      'snapshot.sampleLength': 50,
      'text.unit': 'word',
    },
    wholeText: true,
  },
  {
    name: 'char-rnn',
    description: "Karpathy's Torch program: a two-layer LSTM over characters",
    details:
      "The learning rate decays after 10 epochs. Differences: RMSProp's decay rate is 0.99 instead of 0.95; initial weights are normal with the same variance, and biases start at 0, except those of the forget gates; the state is reset at every epoch; the validation text is the end of the text, not of every stream; characters are code points, not bytes",
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
    description: "Johnson's Torch program: a two-layer LSTM over embedded characters",
    details:
      "The learning rate is halved every 5 epochs. Differences: no part of the text is kept for testing; all initial weights are Xavier's, where the program's are normal in the LSTM, standard normal in the embedding and uniform in the output; a new learning rate keeps Adam's averages, and a validation keeps the state, where the program resets both",
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
    description: "PyTorch's example: a two-layer LSTM over embedded words",
    details:
      'The learning rate is divided by 4 when validation stalls. Differences: dropout is only between the layers, not at the embedding and the output; initial weights are normal with the variance of its embedding in all layers, and biases start at 0; the last tenth of the text is the validation text; learning rate and clip threshold refer to the loss summed over 35 steps',
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
  {
    name: 'nanoGPT',
    description: "Karpathy's program: a transformer over characters, sized for a CPU",
    details:
      'The learning rate rises during 100 iterations, then falls by half a cosine to a tenth; weight decay applies to matrices only. Differences: every linear layer of a block, every layer normalisation and the output have a bias',
    settings: {
      ...plain,
      'model.cell': 'transformer',
      'model.layers': 4,
      'model.heads': 4,
      'model.hidden': 128,
      'model.embedding': 128,
      'model.positions': BLOCK,
      'model.output': 'tied',
      'model.initialiser': 'gaussian',
      'model.initialDeviation': 0.02,
      'training.optimizer': 'adamw',
      'training.learningRate': 0.001,
      'training.schedule': 'cosine',
      'training.minimumLearningRate': 0.0001,
      'training.warmup': 100,
      'training.beta2': 0.99,
      'training.weightDecay': 0.1,
      'training.weightDecayOf': 'matrices',
      'training.gradientClip': 1,
      'training.gradientClipBy': 'global',
      'training.gradientNormalisation': 'length',
      'training.sequenceLength': BLOCK,
      'training.windows': 'random',
      'training.batch': 12,
      'training.maxIterations': 2000,
      'validation.fraction': 0.1,
      'validation.interval': 250,
    },
  },
];

/** RNNLM, a program that trains language models on words. */
export const rnnlm: Preset = {
  name: 'RNNLM',
  description: "Mikolov's toolkit: a logistic Elman network over words",
  details: 'The output has word classes. The learning rate is halved when validation stalls',
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
};
