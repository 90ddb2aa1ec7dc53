import type { NamedSettings } from './setting';

/** The default learning rate of each optimizer. */
const rates = {
  adagrad: 0.1,
  sgd: 0.01,
  momentum: 0.001,
  nesterov: 0.001,
  rmsprop: 0.001,
  adadelta: 1,
  adam: 0.001,
  adamw: 0.001,
} as const;

const listedRates = Object.entries(rates)
  .map(([optimizer, rate]) => `\`${optimizer}\` ${rate}`)
  .join(', ');

/** Settings of the training. */
export const training = {
  'training.learningRate': {
    kind: 'number',
    default: 0.1,
    byOptimizer: rates,
    minimum: 0,
    exclusive: true,
    maximum: 10,
    description: `Step size of the optimizer (elman.py: \`--lr\`; min-char-rnn: \`learning_rate\`). It can be changed while a run trains. Unless set, it is the default of the optimizer: ${listedRates}.`,
    aliases: ['lr', 'learning_rate'],
    live: true,
    freeInMinCharRnn: true,
  },
  'training.schedule': {
    kind: 'choice',
    default: 'constant',
    description: 'How the learning rate changes over time.',
    choices: {
      constant: 'Constant',
      step: 'Multiplied by `{training.scheduleFactor}` every `{training.scheduleInterval}` iterations',
      epochs:
        'Multiplied by `{training.scheduleFactor}` after `{training.scheduleFirstEpochs}` epochs, then every `{training.scheduleEpochs}` epochs (char-rnn, torch-rnn)',
      cosine: 'Half a cosine, down to `{training.minimumLearningRate}` at the last iteration',
      plateau:
        'Multiplied by `{training.scheduleFactor}` at each validation that is not the best so far (word_language_model)',
      halving:
        'Halved at each validation once improvement stalls; training stops when it stalls again (RNNLM)',
    },
  },
  'training.scheduleInterval': {
    kind: 'integer',
    default: 10_000,
    minimum: 1,
    maximum: 1_000_000_000,
    unit: 'iterations',
    description: 'Number of iterations between two steps of the schedule `step`.',
    onlyWith: { setting: 'training.schedule', oneOf: ['step'] },
    keptByPresets: true,
    freeInMinCharRnn: true,
  },
  'training.scheduleFactor': {
    kind: 'number',
    default: 0.5,
    minimum: 0,
    exclusive: true,
    maximum: 1,
    description:
      'Factor applied to the learning rate at each step of the schedules `step`, `epochs` and `plateau`.',
    onlyWith: { setting: 'training.schedule', oneOf: ['step', 'epochs', 'plateau'] },
    keptByPresets: true,
    freeInMinCharRnn: true,
  },
  'training.scheduleFirstEpochs': {
    kind: 'integer',
    default: 10,
    minimum: 1,
    maximum: 1_000_000,
    unit: 'epochs',
    description: 'Number of epochs before the first step of the schedule `epochs`.',
    onlyWith: { setting: 'training.schedule', oneOf: ['epochs'] },
    keptByPresets: true,
    freeInMinCharRnn: true,
  },
  'training.scheduleEpochs': {
    kind: 'integer',
    default: 1,
    minimum: 1,
    maximum: 1_000_000,
    unit: 'epochs',
    description: 'Number of epochs between two steps of the schedule `epochs`.',
    onlyWith: { setting: 'training.schedule', oneOf: ['epochs'] },
    keptByPresets: true,
    freeInMinCharRnn: true,
  },
  'training.minimumLearningRate': {
    kind: 'number',
    default: 0,
    minimum: 0,
    maximum: 10,
    description:
      'Learning rate at the end of the schedule `cosine` (nanoGPT: `min_lr`; PyTorch: `eta_min`). If `{training.learningRate}` changes while a run trains, it changes by the same factor.',
    onlyWith: { setting: 'training.schedule', oneOf: ['cosine'] },
    aliases: ['min_lr', 'eta_min'],
    freeInMinCharRnn: true,
  },
  'training.warmup': {
    kind: 'integer',
    default: 0,
    minimum: 0,
    maximum: 1_000_000_000,
    unit: 'iterations',
    description:
      'Number of iterations in which the learning rate rises linearly to its full value (nanoGPT: `warmup_iters`). A run that ends during them never has the full value. The schedule `cosine` begins after them; all others count their iterations, epochs and validations from the start of the run. 0: none.',
    aliases: ['warmup_iters'],
  },
  'training.gradientClip': {
    kind: 'number',
    default: 5,
    minimum: 0,
    maximum: 1_000_000,
    description: 'Threshold for gradient clipping (elman.py: `--grad_clip`). 0: no clipping.',
    aliases: ['grad_clip'],
    live: true,
    freeInMinCharRnn: true,
  },
  'training.gradientClipBy': {
    kind: 'choice',
    default: 'element',
    description: 'What `{training.gradientClip}` limits.',
    choices: {
      element: 'The absolute value of each element, as in min-char-rnn and elman.py',
      parameter: "The norm of each parameter's gradient",
      global: 'The norm of all gradients together; their direction stays the same',
    },
    onlyWith: { setting: 'training.gradientClip', above: 0 },
  },
  'training.gradientNormalisation': {
    kind: 'choice',
    default: 'none',
    description: 'What gradients are divided by, before clipping.',
    choices: {
      none: 'Nothing: the gradient of the loss summed over the window',
      length: "The window's length: the gradient of the mean loss",
      norm: 'The global norm: only the direction is used',
    },
  },
  'training.l2': {
    kind: 'number',
    default: 0,
    minimum: 0,
    maximum: 1,
    description:
      'L2 regularisation: factor of half the sum of squared weights (without biases) in the objective. RNNLM uses 1e-7.',
  },
  'training.sequenceLength': {
    kind: 'integer',
    default: 25,
    minimum: 1,
    maximum: 1024,
    unit: 'steps',
    description:
      'Number of steps of backpropagation through time, T (elman.py: `--seq_length`; min-char-rnn: `seq_length`).',
    aliases: ['seq_length', 'bptt-block'],
    freeInMinCharRnn: true,
  },
  'training.windows': {
    kind: 'choice',
    default: 'consecutive',
    description: 'Where the windows of the text begin, each with `{training.sequenceLength}` steps.',
    choices: {
      consecutive:
        'One after the other, so that the hidden state of a window continues in the next one, as in min-char-rnn and elman.py',
      random:
        'At random places, as in nanoGPT. The hidden state is cleared before each window. An epoch reads as many tokens as the text has',
    },
  },
  'training.bptt': {
    kind: 'integer',
    default: 0,
    minimum: 0,
    maximum: 1024,
    unit: 'steps',
    description:
      'Minimum number of steps to backpropagate, across window boundaries (RNNLM: `-bptt`; `{training.sequenceLength}` is its `-bptt-block`). 0 or 1: within the window only.',
  },
  'training.resetEvery': {
    kind: 'text',
    default: '',
    description:
      'Number of tokens after which the hidden state is cleared, between two windows: `3-4` draws each number from 3 to 4, `10` is always 10. Empty: only when a pass over the text begins. Elman (1993) limits the memory of a network in this way.',
  },
  'training.maxIterations': {
    kind: 'integer',
    default: 100_000,
    minimum: 0,
    maximum: 1_000_000_000,
    unit: 'iterations',
    description:
      'Number of iterations after which a run is done (elman.py: `--max_iter`). 0: it trains until it is stopped.',
    aliases: ['max_iter'],
    keptByPresets: true,
    freeInMinCharRnn: true,
  },
  'training.batch': {
    kind: 'integer',
    default: 1,
    minimum: 1,
    maximum: 256,
    unit: 'streams',
    description: 'Number of parallel streams of the text, B. min-char-rnn and elman.py use 1.',
  },
  'training.optimizer': {
    kind: 'choice',
    default: 'adagrad',
    description: 'How gradients become updates of the weights.',
    choices: {
      adagrad: 'Adagrad: steps shrink with the sum of squared gradients, as in min-char-rnn',
      sgd: 'Plain stochastic gradient descent',
      momentum: 'Momentum: a velocity that keeps nine tenths of its value per step',
      nesterov: "Momentum with Nesterov's look ahead",
      rmsprop: 'RMSProp: steps relative to the recent size of the gradients',
      adadelta: 'Adadelta: steps in the units of the weights',
      adam: 'Adam: momentum and RMSProp with their bias corrected',
      adamw: 'Adam with decoupled weight decay (see `{training.weightDecay}`)',
    },
  },
  'training.beta2': {
    kind: 'number',
    default: 0.999,
    minimum: 0,
    maximum: 0.999999,
    description:
      'Decay rate of the mean of squared gradients of Adam and AdamW (PyTorch: the second of `betas`).',
    onlyWith: { setting: 'training.optimizer', oneOf: ['adam', 'adamw'] },
    freeInMinCharRnn: true,
  },
  'training.weightDecay': {
    kind: 'number',
    default: 0.01,
    minimum: 0,
    maximum: 1,
    description:
      'Decoupled weight decay of AdamW: each update multiplies the weights by 1 - learning rate × this value (PyTorch: `weight_decay`). For other optimizers, see `{training.l2}`.',
    onlyWith: { setting: 'training.optimizer', oneOf: ['adamw'] },
    aliases: ['weight_decay'],
    freeInMinCharRnn: true,
  },
  'training.weightDecayOf': {
    kind: 'choice',
    default: 'all',
    description: 'The parameters to which `{training.weightDecay}` applies.',
    choices: {
      all: 'All parameters, as in PyTorch',
      matrices: 'Matrices only, not biases and the gains of layer normalisations, as in nanoGPT',
    },
    onlyWith: { setting: 'training.optimizer', oneOf: ['adamw'] },
    freeInMinCharRnn: true,
  },
  'training.seed': {
    kind: 'integer',
    default: 1,
    minimum: 0,
    maximum: 4_294_967_295,
    description:
      'Seed of all random numbers (elman.py: `--seed`). The same text, settings and seed give the same run.',
    keptByPresets: true,
    freeInMinCharRnn: true,
  },
  'training.file': {
    kind: 'text',
    default: '',
    description:
      'The text to train on when no editor is open (elman.py: `--train`): an absolute path, or one relative to the workspace folder.',
    editorOnly: true,
  },
} as const satisfies NamedSettings;
