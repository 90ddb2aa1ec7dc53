import type { Classic } from './classic';
import { jordan } from './jordan';
import { letterBits } from './letterBits';
import { memoryTasks } from './memoryTasks';

/**
 * The settings of Elman's networks: logistic units, errors that are propagated one step back after every
 * symbol, and no momentum.
 */
const elman = {
  'model.cell': 'elman',
  'model.activation': 'logistic',
  'model.initialiser': 'xavier',
  'training.optimizer': 'sgd',
  'training.learningRate': 0.1,
  'training.gradientClip': 0,
  'training.sequenceLength': 1,
};

/**
 * Intervals of metrics and samples. They are longer than by default, because each iteration reads only one
 * symbol.
 */
const rare = { 'metrics.interval': 1000, 'snapshot.interval': 100_000 };

/**
 * The settings of the network in Elman (1991, 1993). Its layers have 26, 10, 70, 10 and 26 units; the second
 * layer of 10 units is left out here.
 */
const sentences = {
  ...{ 'text.unit': 'word', 'model.hidden': 70, 'model.embedding': 10 },
  ...elman,
  ...rare,
};

/** The share of complex sentences in each of the five phases of Elman (1993). */
const shares = [0, 0.25, 0.5, 0.75, 1];

/** All classic experiments, in the order in which lists show them: Elman's, Jordan's, then tests of memory. */
export const classics: readonly Classic[] = [
  {
    name: 'xor',
    title: 'XOR in time',
    source: 'Elman 1990',
    reported:
      'Two random bits and their exclusive or, again and again. Only every third bit can be predicted, from the two before it. Elman reports that the error drops at every third bit.',
    measured:
      'Measured with these settings: the root mean square of 1 - P is 0.31 to 0.37 at the third bit and 0.51 to 0.54 at the others (three seeds). Elman used 2 hidden units. With 2, only one of three seeds learned it in 100 passes; with 4, all did.',
    file: {
      text: { generator: 'xor', number: 3000 },
      settings: { 'model.hidden': 4, ...elman, 'training.maxIterations': 300_000, ...rare },
      seeds: 3,
    },
  },
  {
    name: 'letters',
    title: 'Letters of six bits: consonants and vowels',
    source: 'Elman 1990',
    reported:
      'Random consonants, each with its vowels: ba, dii, guuu. Each letter is a vector of six bits. Elman reports that the error is high on consonants and low on vowels. Of a consonant, bit 1 (consonant) has a low error, but bit 4 (high) a high one: the network predicts that it is a consonant, but not which one.',
    measured:
      'Measured with these settings and three seeds: each meets all thresholds. The error of bit 1 is below 0.1 everywhere, and that of bit 4 above 0.4 on consonants. With one symbol per letter, a consonant costs 1.7 bits (a guess costs 1.6) and a vowel 0.00.',
    file: {
      text: { generator: 'letters', number: 1000 },
      settings: {
        ...{ 'model.bits': letterBits, 'model.output': 'logisticSquared', 'model.hidden': 20 },
        ...elman,
        'training.maxIterations': 90_000,
        ...rare,
      },
      seeds: 3,
    },
  },
  {
    name: 'words',
    title: 'Where words begin',
    source: 'Elman 1990',
    reported:
      'Sentences of fifteen words, without blanks. Elman reports that the error is high at the first letter of a word and falls inside the word, so that it shows where words begin.',
    measured:
      'Measured with these settings: the surprisal of first letters is at least five times that of the other letters, with each of three seeds.',
    file: {
      text: { generator: 'words', number: 200 },
      settings: { 'model.hidden': 20, ...elman, 'training.maxIterations': 50_000, ...rare },
      seeds: 3,
    },
  },
  {
    name: 'lexical',
    title: 'Lexical classes from word order',
    source: 'Elman 1990',
    reported:
      'Sentences of two or three words from twelve categories. Elman reports that the mean hidden states of the words form a hierarchy: verbs and nouns, animate and inanimate, and further classes.',
    measured:
      'Measured with these settings: 2.00 nats per word; the entropy of the grammar is 1.95. The nearest neighbour of 25 or 26 of the 29 words is in the same category. It did not replicate that the first two clusters are nouns and verbs: average linkage separates the animate nouns from the rest.',
    file: {
      text: { generator: 'lexical', number: 10_000 },
      settings: {
        ...{ 'text.unit': 'word', 'model.hidden': 150 },
        ...elman,
        'training.maxIterations': 165_000,
        ...rare,
      },
      seeds: 3,
    },
  },
  {
    name: 'agreement',
    title: 'Agreement across relative clauses',
    source: 'Elman 1991',
    reported:
      'Sentences in which a verb agrees with a noun before a relative clause: "boys who Mary chases feed cats". Elman reports a mean cosine of 0.852 between the predictions and the true probabilities.',
    measured:
      'Measured with these settings and two seeds: after a relative clause, the verb of the right number is more probable in 100% of cases (the clause has no object), in 97 to 100% (the noun is its object) and in 88 to 98% (it has another object). An LSTM of 40 units reaches at least 99% in all three. Errors that go 16 steps back were not enough for that.',
    file: {
      text: { generator: 'agreement', number: 10_000, complex: 1 },
      settings: sentences,
      phases: [{ epochs: 10 }],
      seeds: 3,
    },
  },
  {
    name: 'starting-small-input',
    title: 'Starting small: simple sentences first',
    source: 'Elman 1993',
    reported:
      'Five phases with more and more relative clauses. Elman reports that the network learns agreement only if it begins with simple sentences.',
    measured:
      'This did not replicate. With two passes per phase the loss was 1.81 and 1.89 nats per word; with complex sentences from the start, 1.77 and 1.81. Rohde and Plaut (1999) found the same. Compare with "Agreement across relative clauses".',
    file: {
      settings: sentences,
      phases: shares.map((complex, i) => ({
        text: { generator: 'agreement', number: 10_000, complex, seed: i + 1 },
        epochs: 5,
      })),
      seeds: 3,
    },
  },
  {
    name: 'starting-small-memory',
    title: 'Starting small: limited memory first',
    source: 'Elman 1993',
    reported:
      'The same sentences throughout, but at first the hidden state is cleared every 3 to 4 words, then more and more rarely. Elman reports that this also leads to success.',
    measured:
      'It is not needed: see "Agreement across relative clauses", which trains on complex sentences from the start. Rohde and Plaut (1999) found the same.',
    file: {
      text: { generator: 'agreement', number: 10_000, complex: 0.75 },
      settings: sentences,
      phases: [
        { epochs: 12, resetEvery: [3, 4] },
        { epochs: 5, resetEvery: [4, 5] },
        { epochs: 5, resetEvery: [5, 6] },
        { epochs: 5, resetEvery: [6, 7] },
        { epochs: 5 },
      ],
      seeds: 3,
    },
  },
  jordan,
  ...memoryTasks,
];
