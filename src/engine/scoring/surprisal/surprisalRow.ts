/** The surprisal of a token, or of a word that consists of several tokens. */
export interface SurprisalRow {
  /** Number of the item (a text or line that is read separately), from 1. */
  readonly item: number;
  /** Number of the sentence within its item, from 1. */
  readonly sentence: number;
  /** Position of the token or word within its sentence, from 1. */
  readonly position: number;
  readonly token: string;
  /** Start of the token or word in the whole text, in code points. `end`: its end. */
  readonly start: number;
  readonly end: number;
  /** ln P(token | history); for a word, the sum over its tokens. NaN if one of them has no probability. */
  readonly logProb: number;
  /**
   * Rank of the token among the predictions (1 = most likely). 0 if there is no rank, or for a word of
   * several tokens.
   */
  readonly rank: number;
  /**
   * Entropy of the distribution that predicts the token, in nats. NaN if nothing predicts it, or for a word
   * of several tokens.
   */
  readonly entropy: number;
  /** Number of tokens that are not in the vocabulary. */
  readonly unknown: number;
  /**
   * Length of the n-gram that gave the token its probability. 0 if there is none, or for a word of several
   * tokens.
   */
  readonly order: number;
}
