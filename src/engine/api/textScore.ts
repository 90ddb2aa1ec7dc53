import type { ScoreCounts } from '../../protocol/scoreCounts';

/** A token with a high surprisal, and the symbol that the network considered most likely in its place. */
export interface Surprise {
  readonly text: string;
  /** Start of the token in the concatenation of context and text, in UTF-16 units. `end`: its end. */
  readonly start: number;
  readonly end: number;
  /** Surprisal of the token: -log2 P(token), in bits. */
  readonly surprisal: number;
  /** The symbol that the network considered most likely at this position, with its probability. */
  readonly expected?: { readonly text: string; readonly probability: number };
}

/** The score of a text: how well the network predicts it. Figures are NaN if no token was scored. */
export interface TextScore extends ScoreCounts {
  /** log10 P of the text: the sum of log10 P over the scored tokens. */
  readonly log10Probability: number;
  readonly perplexity: number;
  /**
   * Perplexity without sentence ends: they count neither in the sum of log-probabilities nor in the number of
   * tokens.
   */
  readonly perplexityWithoutEnds: number;
  /**
   * Perplexity without unknown tokens: they count neither in the sum of log-probabilities nor in the number
   * of tokens.
   */
  readonly perplexityWithoutUnknown: number;
  readonly bitsPerCharacter: number;
  /** The tokens with the highest surprisal, highest first. */
  readonly mostSurprising: readonly Surprise[];
}
