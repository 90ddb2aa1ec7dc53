import type { ScoreCounts } from '../../protocol/scoreCounts';

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
export interface TextScore extends ScoreCounts {
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
