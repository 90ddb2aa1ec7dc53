/** A token that the network did not predict. */
export interface Surprise {
  readonly text: string;
  /** Range of the token in the concatenation of context and text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** In bits. */
  readonly surprisal: number;
  /** The symbol that the network considered most likely instead. */
  readonly expected?: { readonly text: string; readonly probability: number };
}

/** The score of a text: how well the network predicts it. Results are NaN if no token was scored. */
export interface TextScore {
  readonly tokens: number;
  /**
   * Number of tokens with a probability. The first token is predicted as if a line end came before it; if the
   * vocabulary contains no line end, the first token is not scored.
   */
  readonly scored: number;
  /** Number of tokens that are not in the vocabulary. */
  readonly unknown: number;
  /** Number of unknown tokens without a probability, because there is no `<unk>` or it has none. */
  readonly leftOut: number;
  /** Number of tokens with probability 0, which are also left out. */
  readonly zeroProbs: number;
  /** Number of sentence ends among the tokens with probability 0. */
  readonly zeroProbEnds: number;
  /** Number of sentence ends among the scored tokens: `</s>` or, for characters, the newline. */
  readonly sentenceEnds: number;
  /** Number of code points that the scored tokens cover. */
  readonly characters: number;
  /** Number of code points that the other tokens cover. */
  readonly charactersLeftOut: number;
  /** Number of characters that were lost when the text was decoded (U+FFFD), in all tokens. */
  readonly unreadable: number;
  /** log10 P, summed over the scored tokens. */
  readonly log10Probability: number;
  readonly perplexity: number;
  /** Perplexity without sentence ends, in both the sum and the count. */
  readonly perplexityWithoutEnds: number;
  /** Perplexity without unknown tokens, in both the sum and the count. */
  readonly perplexityWithoutUnknown: number;
  readonly bitsPerCharacter: number;
  /** The tokens with the highest surprisal. */
  readonly worst: readonly Surprise[];
}
