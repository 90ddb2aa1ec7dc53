import type { TokenReading } from './textScore';

/** The most likely states of the tokens of a text. */
export interface StatePath {
  /** Number of states of the model, N. */
  readonly count: number;
  /** The state of each token in the most likely sequence of states (Viterbi); -1 for a token that the model cannot read. */
  readonly path: Int32Array;
  /** P(this state | all tokens that were read); NaN for a token that the model cannot read. */
  readonly probabilities: Float64Array;
  /** For each of the first states, at most 64: its most likely symbols. */
  readonly symbols: readonly (readonly string[])[];
}

/** The tokens of a range with their most likely states. */
export interface StatesReading extends TokenReading {
  readonly states: StatePath;
}

/** A state of a hidden Markov model. */
export interface HiddenStateFacts {
  /** The expected share of tokens in this state over a long text, from 0 to 1. */
  readonly share: number;
  /** The expected number of tokens before the state is left. Infinity if it is never left. */
  readonly duration: number;
  /** The same two figures, counted in the text that was read. Missing if no text was read. */
  readonly observed?: {
    readonly share: number;
    /** NaN if the state does not occur in the text. */
    readonly duration: number;
  };
  /** The most likely symbols, most likely first, with P(symbol | state). */
  readonly symbols: readonly { readonly symbol: string; readonly p: number }[];
}

/** All states of a hidden Markov model, and what they do in a text. */
export interface HiddenStatesOverview {
  readonly states: readonly HiddenStateFacts[];
  /** P(next state | state), [N, N], row by row. */
  readonly transitions: Float64Array;
  /** Number of tokens that were read. 0 without a text. */
  readonly tokens: number;
  /** Whether the text has more tokens than were read. */
  readonly isCut: boolean;
}
