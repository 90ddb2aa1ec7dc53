import type { ModelFileFactName, ModelFileFormat } from '../protocol/modelFile';

/** The names of the formats of model files, in English. Each is also the key of its translation. */
export const modelFileFormats = {
  arpa: 'N-gram model (ARPA)',
  rnnlm: 'Model of the RNNLM toolkit',
  fasterRnnlm: 'Model of faster-rnnlm',
  word2vecText: 'Word vectors (word2vec, text)',
  word2vecBinary: 'Word vectors (word2vec, binary)',
  glove: 'Word vectors (GloVe, text)',
  safetensors: 'Tensors (safetensors)',
  unknown: 'Unknown format',
} as const satisfies Readonly<Record<ModelFileFormat, string>>;

/** The names of the properties of a model, in English. Each is also the key of its translation. */
export const modelFileFacts = {
  order: 'Longest n-grams',
  unit: 'Unit',
  hidden: 'Hidden units',
  layer: 'Type of layer',
  layers: 'Hidden layers',
  compression: 'Units of the compression layer',
  classes: 'Word classes',
  vocabulary: 'Words in the vocabulary',
  direct: 'Direct connections',
  directOrder: 'Order of the direct connections',
  bptt: 'Steps of backpropagation',
  output: 'Output layer',
  epochs: 'Completed epochs',
  trainingText: 'Training text',
  trainingWords: 'Words of the training text',
  vectors: 'Vectors',
  vectorSize: 'Numbers per vector',
  tensors: 'Tensors',
  numbers: 'Elements of all tensors',
  program: 'Written by',
} as const satisfies Readonly<Record<ModelFileFactName, string>>;

/** Maximum size in bytes of a file that is fetched from another machine to be shown. */
export const MOST_FETCHED = 32 * 2 ** 20;
