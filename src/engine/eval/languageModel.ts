import type { Vocabulary } from '../data/vocabulary';

/** Anything that gives P(next | history). Scorers and samplers know nothing else of a model. */
export interface LanguageModel<State = unknown> {
  readonly vocabulary: Vocabulary;
  /** The state before any token. */
  start(): State;
  /** Takes the token in: the state after it, and ln P of every symbol as the next, [V] (valid until the next call). */
  step(state: State, id: number): { readonly state: State; readonly logProbs: Float32Array | Float64Array };
  /**
   * ln P(ids[i] | ids[0..i-1]) for every i > 0, from the start state. The first token has no history and
   * no probability: its place holds NaN.
   */
  score(ids: Int32Array): Float64Array;
}
