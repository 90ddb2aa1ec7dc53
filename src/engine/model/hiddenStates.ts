import type { InParts } from '../core/pauses';

/** A symbol of a state, by its id. */
export interface HiddenStateSymbol {
  readonly id: number;
  /** P(symbol | state). */
  readonly p: number;
}

/** The discrete states of a model. Only hidden Markov models have them. */
export interface HiddenStates {
  /** Number of states, N. */
  readonly count: number;
  /** P(next state | state), [N, N], row by row. */
  readonly transitions: Float64Array;
  /** Returns the most likely sequence of states for the ids, [T] (Viterbi). */
  path(ids: Int32Array): InParts<Int32Array>;
  /** Returns P(path[t] | all ids) for each t, [T]. */
  probabilities(ids: Int32Array, path: Int32Array): InParts<Float64Array>;
  /** Returns the `most` most likely symbols of a state, most likely first. */
  symbols(state: number, most: number): readonly HiddenStateSymbol[];
  /** Returns the expected share of steps in each state over a long text, [N]. */
  shares(): InParts<Float64Array>;
}
