import { modelOutput } from './modelOutputSettings';
import type { NamedSettings } from './setting';

/** Settings of the network. */
export const model = {
  'model.cell': {
    kind: 'choice',
    default: 'elman',
    description: 'The recurrent cell.',
    choices: {
      elman: "Elman's simple recurrent network: h(t) = f(Wxh x(t) + Whh h(t-1) + bh)",
      jordan:
        "Jordan's network: feeds the last output distribution back into the hidden layer (see `{model.stateDecay}`)",
      leaky:
        "Elman's network with a hidden state that changes slowly: h(t) = m h(t-1) + (1 - m) f(...), where m is `{model.stateDecay}`",
      lstm: 'Long short-term memory with a forget gate (see `{model.forgetBias}`)',
      gru: 'Gated recurrent unit; the reset gate multiplies the recurrent product, as in PyTorch',
      echoState:
        'Echo state network: a fixed random reservoir (see `{model.spectralRadius}`); only the output is trained',
      feedForward:
        "Bengio's feed-forward n-gram network: a window of embedded tokens (see `{model.context}`), no memory",
      transformer:
        'Transformer that sees only earlier tokens: each layer is a block of attention (see `{model.heads}`, `{model.positions}`) and a feed-forward part',
    },
  },
  'model.activation': {
    kind: 'choice',
    default: 'tanh',
    description:
      'Activation function of the hidden layer, f (elman.py: `--activate_f`). Gated cells have their own.',
    choices: {
      tanh: 'Hyperbolic tangent, from -1 to 1, as in min-char-rnn',
      logistic: "Logistic sigmoid, from 0 to 1, as in Elman's papers",
      relu: 'Rectified linear: max(0, a)',
      elu: 'Exponential linear: a above 0, exp(a) - 1 below 0',
      leakyRelu: 'Leaky rectified linear: a above 0, a / 100 below 0',
      identity: 'None: a linear hidden layer',
    },
    onlyWith: { setting: 'model.cell', oneOf: ['elman', 'jordan', 'leaky', 'echoState', 'feedForward'] },
    aliases: ['activate_f'],
  },
  'model.normalisation': {
    kind: 'choice',
    default: 'none',
    description:
      'Normalisation of the sums of the hidden units, before the activation functions. A transformer has its own.',
    choices: {
      none: 'None',
      layer:
        'Layer normalisation (Ba, Kiros and Hinton 2016): in each step, the sums are shifted and scaled to mean 0 and variance 1, then multiplied by learned gains. In `lstm` and `gru`, this is done separately with the sums from the input and those from the hidden units, and with the cells of an LSTM before their last tanh',
    },
    onlyWith: {
      setting: 'model.cell',
      oneOf: ['elman', 'jordan', 'leaky', 'lstm', 'gru', 'feedForward'],
    },
  },
  'model.hidden': {
    kind: 'integer',
    default: 100,
    minimum: 1,
    maximum: 4096,
    unit: 'units',
    description:
      'Number of units in the hidden layer, H (elman.py: `--hidden`; min-char-rnn: `hidden_size`).',
    aliases: ['hidden_size'],
    freeInMinCharRnn: true,
  },
  'model.layers': {
    kind: 'integer',
    default: 1,
    minimum: 1,
    maximum: 8,
    description: 'Number of stacked layers.',
  },
  'model.embedding': {
    kind: 'integer',
    default: 0,
    minimum: 0,
    maximum: 4096,
    description:
      "Size of the embedding, E. 0 uses one-hot input: each token selects a row of the first layer's weights. The feed-forward network replaces 0 by 30.",
  },
  'model.bits': {
    kind: 'text',
    default: '',
    description:
      "Bits of each symbol, as input instead of one-hot vectors: `b=101001 d=101101` … (as in Elman's letters; `␣` is a blank, `↵` a line end). Symbols that are not listed have zeros. With the outputs `logistic` and `logisticSquared`, the bits are also the targets. Empty: none.",
  },
  'model.input': {
    kind: 'choice',
    default: 'token',
    description: 'What the network receives at each step.',
    choices: {
      token: 'The last token',
      plan: "The last token that has bits, until the next such token: Jordan's plan units. The tokens between are only predicted. Needs `{model.bits}`.",
    },
  },
  'model.context': {
    kind: 'integer',
    default: 4,
    minimum: 1,
    maximum: 16,
    unit: 'tokens',
    description: 'Number of tokens that the feed-forward network sees; 3 makes it a 4-gram model.',
    onlyWith: { setting: 'model.cell', oneOf: ['feedForward'] },
    freeInMinCharRnn: true,
  },
  'model.heads': {
    kind: 'integer',
    default: 4,
    minimum: 1,
    maximum: 64,
    description: 'Number of heads of the attention. `{model.hidden}` must be a multiple of it.',
    onlyWith: { setting: 'model.cell', oneOf: ['transformer'] },
    freeInMinCharRnn: true,
  },
  'model.positions': {
    kind: 'integer',
    default: 64,
    minimum: 1,
    maximum: 1024,
    unit: 'tokens',
    description:
      'Length of the context of a transformer. After this number of tokens, it begins again with an empty context.',
    onlyWith: { setting: 'model.cell', oneOf: ['transformer'] },
    freeInMinCharRnn: true,
  },
  'model.positionEncoding': {
    kind: 'choice',
    default: 'learned',
    description: 'How a transformer represents the position of a token in its context.',
    choices: {
      learned: 'A learned vector for each position, added to the vector of the token, as in GPT-2',
      rotary:
        'Rotary: queries and keys are rotated by angles that grow with the position, so that attention depends on distances (Su et al. 2021)',
    },
    onlyWith: { setting: 'model.cell', oneOf: ['transformer'] },
    freeInMinCharRnn: true,
  },
  ...modelOutput,
  'model.dropout': {
    kind: 'number',
    default: 0,
    minimum: 0,
    maximum: 0.95,
    description:
      'Probability that a unit between two layers is dropped during training. Needs at least two layers.',
    onlyWith: { setting: 'model.layers', above: 1 },
    freeInMinCharRnn: true,
  },
  'model.forgetBias': {
    kind: 'number',
    default: 1,
    minimum: -10,
    maximum: 10,
    description: "Initial bias of the LSTM's forget gate. 1 keeps the gate open at first; PyTorch uses 0.",
    onlyWith: { setting: 'model.cell', oneOf: ['lstm'] },
    freeInMinCharRnn: true,
  },
  'model.stateDecay': {
    kind: 'number',
    default: 0,
    minimum: 0,
    maximum: 0.999,
    description:
      "Share of their value that Jordan's state units, or leaky hidden units, keep from step to step. 0: Jordan's units contain the last output only, and leaky units are Elman's.",
    onlyWith: { setting: 'model.cell', oneOf: ['jordan', 'leaky'] },
    freeInMinCharRnn: true,
  },
  'model.spectralRadius': {
    kind: 'number',
    default: 0.9,
    minimum: 0,
    exclusive: true,
    maximum: 10,
    description:
      "Largest absolute eigenvalue of an echo state network's recurrent weights. Below 1, old inputs fade.",
    onlyWith: { setting: 'model.cell', oneOf: ['echoState'] },
    freeInMinCharRnn: true,
  },
  'model.initialiser': {
    kind: 'choice',
    default: 'gaussian',
    description: 'How weights are initialised. Biases start at 0.',
    choices: {
      gaussian:
        'Normal distribution with standard deviation `{model.initialDeviation}`, as in min-char-rnn and elman.py',
      xavier: "Glorot's uniform distribution, for tanh and logistic",
      he: "He's normal distribution, for relu",
      orthogonal: 'Random orthogonal matrices, which preserve the norm of their input',
      identity: 'Identity for the recurrent weights (with relu: the IRNN), normal for the others',
    },
    freeInMinCharRnn: true,
  },
  'model.initialDeviation': {
    kind: 'number',
    default: 0.01,
    minimum: 0,
    exclusive: true,
    maximum: 10,
    description: 'Standard deviation of normal initial weights.',
    onlyWith: { setting: 'model.initialiser', oneOf: ['gaussian', 'identity'] },
    freeInMinCharRnn: true,
  },
} as const satisfies NamedSettings;
