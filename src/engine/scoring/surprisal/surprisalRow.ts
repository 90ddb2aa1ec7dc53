/** The surprisal of a token, or of a word that consists of several tokens. */
export interface SurprisalRow {
  /** Number of the text that is read on its own, from 1. */
  readonly item: number;
  /** Number of the sentence in its item, from 1. */
  readonly sentence: number;
  /** Position in the sentence, from 1. */
  readonly position: number;
  readonly token: string;
  /** Range in the whole text, in code points. */
  readonly start: number;
  readonly end: number;
  /** ln P(token | history), summed over a word's tokens; NaN if one of them has none. */
  readonly logProb: number;
  /** Rank among the predictions (1 = most likely); 0 if there is none, or for a word of several tokens. */
  readonly rank: number;
  /** Entropy of the prediction, in nats; NaN if there is none, or for a word of several tokens. */
  readonly entropy: number;
  /** Number of tokens that are not in the vocabulary. */
  readonly unknown: number;
  /** Length of the n-gram that gave the probability; 0 if there is none, or for a word of several tokens. */
  readonly order: number;
}
