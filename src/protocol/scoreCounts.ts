/** The counts in the score of a text. */
export interface ScoreCounts {
  readonly tokens: number;
  /**
   * Number of tokens with a probability above 0. The sums of the score cover these tokens. The first token is
   * predicted as if a line end came before it; if the vocabulary contains no line end, the first token is not
   * scored.
   */
  readonly scored: number;
  /** Number of tokens that are not in the vocabulary. */
  readonly unknown: number;
  /** Number of unknown tokens without a probability, because the model has no `<unk>` or gives it none. */
  readonly leftOut: number;
  /** Number of tokens with probability 0. The sums of the score do not cover them. */
  readonly zeroProbs: number;
  /** Number of sentence ends among the tokens with probability 0. */
  readonly zeroProbEnds: number;
  /** Number of sentence ends among the scored tokens: `</s>` or, for characters, the newline. */
  readonly sentenceEnds: number;
  /** Number of code points that the scored tokens cover. */
  readonly characters: number;
  /** Number of code points in the tokens that are not scored. */
  readonly charactersLeftOut: number;
  /** Number of characters that were lost when the text was decoded (U+FFFD), in all tokens. */
  readonly unreadable: number;
}
