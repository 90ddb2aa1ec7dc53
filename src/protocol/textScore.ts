import type { ModelFacts } from './modelReference';
import type { ScoreCounts } from './scoreCounts';

export interface Alternative {
  readonly text: string;
  readonly probability: number;
}

/** One token that the model found hard to predict. */
export interface SurprisingToken {
  readonly text: string;
  /** The token's range in the text that was scored, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** Surprisal of the token in bits: -log2 P(token | history). */
  readonly surprisal: number;
  /** The token that the model considered most likely at this position. */
  readonly expected?: Alternative;
}

/** The score of a text under a model. */
export interface Score extends ScoreCounts {
  /** Natural logarithm of the text's probability: the sum over the scored tokens. */
  readonly logProb: number;
  /** The sum of `logProb` without the sentence ends. */
  readonly logProbWithoutEnds: number;
  /** The sum of `logProb` without the unknown tokens. */
  readonly logProbWithoutUnknown: number;
  readonly mostSurprising: readonly SurprisingToken[];
}

/** The tokens of a range, with their probabilities. */
export interface TokenReading {
  /** Offsets in the document, in UTF-16 units. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Natural logarithms of the probabilities; NaN for unknown tokens without a probability. */
  readonly logProbs: Float64Array;
  /**
   * Rank by probability: 1 for the most likely token, 0 for a token without a probability. Missing unless
   * requested.
   */
  readonly ranks?: Int32Array;
  /** Number of symbols in the model's vocabulary, V. */
  readonly vocabulary: number;
  /** Number of tokens in this range that are outside the model's vocabulary. */
  readonly unknown: number;
  /** Whether unknown tokens get the probability of `<unk>`. If false, unknown tokens have no probability. */
  readonly hasUnknown: boolean;
  /** Whether each token is predicted from the tokens on both sides of it. */
  readonly bothSides?: true;
}

/** One token, and the tokens that the model considered most likely at its position. */
export interface TokenPrediction {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Whether the token is outside the model's vocabulary. */
  readonly isUnknown: boolean;
  /** Natural logarithm of the token's probability. NaN if it has none; its rank is then 0. */
  readonly logProb: number;
  readonly rank: number;
  readonly vocabulary: number;
  /** Whether the token is predicted from the tokens on both sides of it. */
  readonly bothSides?: true;
  readonly alternatives: readonly Alternative[];
}

/**
 * The scores of several models on one range. A token that any of the models does not know is left out of
 * all scores.
 */
export interface Comparison {
  readonly scores: readonly (Score & { readonly model: ModelFacts })[];
  /** Number of symbols that all models know. */
  readonly common: number;
}
