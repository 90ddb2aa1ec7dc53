import type { NamedSettings } from './setting';

/** Settings of the output layer and of the connections that bypass the hidden layer. */
export const modelOutput = {
  'model.output': {
    kind: 'choice',
    default: 'softmax',
    description: 'The output layer.',
    choices: {
      softmax: 'Softmax over the whole vocabulary',
      tied: 'Softmax that shares its weights with the embedding; needs `{model.embedding}` equal to `{model.hidden}`',
      classes:
        "Predicts the symbol's class, then the symbol within its class, as RNNLM does: much faster for large vocabularies",
      hierarchical:
        'Predicts the path to the symbol in a Huffman tree, one binary decision at a time: the fastest for large vocabularies',
      noiseContrastive:
        'Learns to distinguish the next symbol from random noise symbols (`{model.noiseSamples}`): fast for large vocabularies',
      logistic:
        'Independent logistic units, one per symbol or per bit of `{model.bits}`, trained by cross-entropy',
      logisticSquared: "The same units, trained by the squared error, as in Elman's papers",
    },
  },
  'model.classes': {
    kind: 'integer',
    default: 100,
    minimum: 1,
    maximum: 10_000,
    description: 'Number of symbol classes for the output `classes`. Symbols are assigned by frequency.',
    onlyWith: { setting: 'model.output', oneOf: ['classes'] },
    aliases: ['class'],
    freeInMinCharRnn: true,
  },
  'model.noiseSamples': {
    kind: 'integer',
    default: 100,
    minimum: 1,
    maximum: 10_000,
    unit: 'symbols',
    description: 'Number of noise symbols per step, K, for the output `noiseContrastive`.',
    onlyWith: { setting: 'model.output', oneOf: ['noiseContrastive'] },
    freeInMinCharRnn: true,
  },
  'model.scoring': {
    kind: 'choice',
    default: 'normalised',
    description: 'How the output `noiseContrastive` scores texts.',
    choices: {
      normalised: 'Normalised over the vocabulary: probabilities sum to 1',
      selfNormalised:
        'Unnormalised: training has made the sum nearly 1, which is faster to evaluate. Distributions for samples are normalised in any case.',
    },
    onlyWith: { setting: 'model.output', oneOf: ['noiseContrastive'] },
    freeInMinCharRnn: true,
  },
  'model.compression': {
    kind: 'integer',
    default: 0,
    minimum: 0,
    maximum: 4096,
    unit: 'units',
    description:
      'Number of units of a logistic layer between the hidden layer and the output (RNNLM: `-compression`). 0: no such layer.',
  },
  'model.direct': {
    kind: 'number',
    default: 0,
    minimum: 0,
    maximum: 1000,
    unit: 'millions of weights',
    description:
      'Number of weights, in millions, that connect the last tokens directly to the output (RNNLM: `-direct`). They share a hash table and learn n-gram statistics. 0: none.',
  },
  'model.directOrder': {
    kind: 'integer',
    default: 3,
    minimum: 1,
    maximum: 20,
    unit: 'tokens',
    description:
      'Longest n-gram of the direct connections; an n-gram uses n - 1 previous tokens (RNNLM: `-direct-order`).',
    onlyWith: { setting: 'model.direct', above: 0 },
    freeInMinCharRnn: true,
  },
} as const satisfies NamedSettings;
