/**
 * A threshold for a figure of a trained network. It shows whether the network has learned what Elman's
 * network learned.
 */
export interface Threshold {
  readonly description: string;
  readonly bound: 'atMost' | 'atLeast';
  readonly limit: number;
  /** What Elman reported. */
  readonly elman: string;
}

interface Classic {
  readonly source: string;
  readonly thresholds: Readonly<Record<string, Threshold>>;
}

/**
 * The thresholds of Elman's experiments, by the generator of their text. The limits leave room for other
 * seeds: one-step networks with Elman's sizes, trained without momentum, met each with every seed that we
 * tried.
 */
export const classicThresholds = {
  xor: {
    source: 'Elman 1990, "Finding structure in time", XOR in time',
    thresholds: {
      third: {
        description: 'RMS of 1 - P(bit) at the third bit',
        bound: 'atMost',
        limit: 0.4,
        elman: 'the error drops at every third bit',
      },
      first: {
        description: 'RMS of 1 - P(bit) at the first bit',
        bound: 'atLeast',
        limit: 0.5,
        elman: 'the error stays high',
      },
      second: {
        description: 'RMS of 1 - P(bit) at the second bit',
        bound: 'atLeast',
        limit: 0.5,
        elman: 'the error stays high',
      },
    },
  },
  letters: {
    source: 'Elman 1990, "Finding structure in time", letters of six bits',
    thresholds: {
      vowels: {
        description: 'RMS error over the six bits at vowels',
        bound: 'atMost',
        limit: 0.1,
        elman: 'low: the consonant decides',
      },
      consonants: {
        description: 'RMS error over the six bits at consonants',
        bound: 'atLeast',
        limit: 0.5,
        elman: 'high: consonants are random',
      },
      consonantBit: {
        description: 'RMS error of bit 1 (consonant) at consonants',
        bound: 'atMost',
        limit: 0.1,
        elman: 'low: that a consonant comes can be predicted',
      },
      highBit: {
        description: 'RMS error of bit 4 (high) at consonants',
        bound: 'atLeast',
        limit: 0.4,
        elman: 'high: which consonant comes cannot',
      },
    },
  },
  words: {
    source: 'Elman 1990, "Finding structure in time", discovering the notion "word"',
    thresholds: {
      ratio: {
        description: 'surprisal at the first letter of a word / inside words',
        bound: 'atLeast',
        limit: 5,
        elman: 'the error peaks where words begin',
      },
      boundaries: {
        description: 'F1 of word boundaries, found where the surprisal rises above its mean',
        bound: 'atLeast',
        limit: 0.9,
        elman: 'the peaks could serve to find words',
      },
    },
  },
  lexical: {
    source: 'Elman 1990, "Finding structure in time", lexical classes',
    thresholds: {
      neighbours: {
        description: 'words whose nearest word is of their class (of 29)',
        bound: 'atLeast',
        limit: 24,
        elman: 'the cluster diagram separates all classes',
      },
      excess: {
        description: 'loss above the entropy of the grammar (1.9487 nats per word)',
        bound: 'atMost',
        limit: 0.06,
        elman: 'RMS error 0.053 against the likelihoods',
      },
    },
  },
  agreement: {
    source: 'Elman 1991, "Distributed representations, simple recurrent networks, and grammatical structure"',
    thresholds: {
      subject: {
        description: 'share of verbs of the right number after a subject relative clause without object',
        bound: 'atLeast',
        limit: 0.99,
        elman: 'predicts the number across clauses',
      },
      object: {
        description: 'share of verbs of the right number after an object relative clause',
        bound: 'atLeast',
        limit: 0.99,
        elman: 'predicts the number across clauses',
      },
      subjectWithObject: {
        description: 'share of verbs of the right number after a subject relative clause with object',
        bound: 'atLeast',
        limit: 0.99,
        elman: 'predicts the number across clauses',
      },
    },
  },
} as const satisfies Readonly<Record<string, Classic>>;

export type ClassicName = keyof typeof classicThresholds;
export const classicNames = Object.keys(classicThresholds) as readonly ClassicName[];

/**
 * Returns whether a figure meets a threshold. False for NaN, which means that the figure could not be
 * measured.
 */
export const isMet = ({ bound, limit }: Threshold, figure: number) =>
  bound === 'atMost' ? figure <= limit : figure >= limit;
