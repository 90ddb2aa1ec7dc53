import type { NamedSettings } from './setting';

/** The settings for training word vectors in VS Code. */
export const vectors = {
  'vectors.method': {
    kind: 'choice',
    default: 'skipGram',
    description: 'How words and their contexts predict each other.',
    choices: {
      skipGram: 'Skip-gram: a word predicts each word of its context; better for rare words and short texts',
      cbow: 'CBOW (continuous bag of words): the context predicts the word; several times faster',
    },
    editorOnly: true,
  },
  'vectors.size': {
    kind: 'integer',
    default: 100,
    minimum: 1,
    maximum: 10_000,
    description: 'Dimensions of a word vector.',
    editorOnly: true,
  },
  'vectors.window': {
    kind: 'integer',
    default: 5,
    minimum: 1,
    maximum: 1000,
    unit: 'words',
    description: 'Maximum distance between a word and the words of its context.',
    editorOnly: true,
  },
  'vectors.output': {
    kind: 'choice',
    default: 'negative',
    description: 'How words are predicted.',
    choices: {
      negative: 'Negative sampling: words are told apart from random words',
      hierarchical: 'Hierarchical softmax: words are predicted by their paths in a Huffman tree',
      both: 'Both',
    },
    editorOnly: true,
  },
  'vectors.negative': {
    kind: 'integer',
    default: 5,
    minimum: 1,
    maximum: 1000,
    unit: 'words',
    description: 'Number of random words for each predicted word.',
    onlyWith: { setting: 'vectors.output', oneOf: ['negative', 'both'] },
    editorOnly: true,
  },
  'vectors.sample': {
    kind: 'number',
    default: 1e-3,
    minimum: 0,
    maximum: 1,
    description: 'Leaves out words at random whose share of the text is larger. 0: none.',
    editorOnly: true,
  },
  'vectors.minimumCount': {
    kind: 'integer',
    default: 5,
    minimum: 1,
    maximum: 1_000_000,
    unit: 'occurrences',
    description: 'Words with fewer occurrences get no vector.',
    editorOnly: true,
  },
  'vectors.passes': {
    kind: 'integer',
    default: 0,
    minimum: 0,
    maximum: 1_000_000,
    description:
      'Number of passes over the text. 0: enough to read two million words, at least 5 and at most 100.',
    editorOnly: true,
  },
  'vectors.learningRate': {
    kind: 'number',
    default: 0,
    minimum: 0,
    maximum: 1000,
    description:
      'The learning rate at the start; it decreases linearly to almost 0. 0: 0.025 for skip-gram, 0.05 for CBOW.',
    editorOnly: true,
  },
  'vectors.unit': {
    kind: 'choice',
    default: 'segmented',
    description: 'What a word is.',
    choices: {
      segmented:
        'Words of any language, including those written without spaces; punctuation is left out, and {text.locale} names the language',
      word: 'Everything between white space, as in word2vec',
    },
    editorOnly: true,
  },
  'vectors.letterCase': {
    kind: 'choice',
    default: 'lower',
    description: 'Whether upper and lower case make different words.',
    choices: {
      lower: 'All words are in lower case',
      keep: 'Upper and lower case are kept, as in word2vec',
    },
    editorOnly: true,
  },
  'vectors.exact': {
    kind: 'switch',
    default: false,
    description:
      'Trains with the same sums as word2vec, so that the vectors have the same bits as those of word2vec with one thread. Otherwise, sums have another order, and the vectors are nearly the same.',
    editorOnly: true,
  },
  'vectors.subwordMaximum': {
    kind: 'integer',
    default: 0,
    minimum: 0,
    maximum: 100,
    unit: 'characters',
    description:
      'Maximum length of subwords: parts of words, which get vectors as well, as in fastText. Use them if words have many forms or are compounds. A word that the text lacks then gets the mean of the vectors of its parts, and rare words share what is known of theirs. 6 is usual; for Japanese and Chinese, 3 with a {vectors.subwordMinimum} of 1. Training takes several times longer. 0: no subwords.',
    editorOnly: true,
  },
  'vectors.subwordMinimum': {
    kind: 'integer',
    default: 3,
    minimum: 1,
    maximum: 100,
    unit: 'characters',
    description: 'Minimum length of subwords. The beginning and the end of a word count as a character each.',
    onlyWith: { setting: 'vectors.subwordMaximum', above: 0 },
    editorOnly: true,
  },
  'vectors.hover': {
    kind: 'switch',
    default: true,
    description:
      'A hover over a word in any editor shows the nearest words, by the word vectors that were last trained or opened.',
    editorOnly: true,
  },
} as const satisfies NamedSettings;
