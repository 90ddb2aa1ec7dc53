import type { Vocabulary } from '../data/vocabulary';

/** ln P of every symbol as the next token, [V]; valid until the model is asked again. */
export type Distribution = Float32Array | Float64Array;

/** What was read so far: a state, and the token after it, which is not taken in yet. */
export interface TextPrefix<State = unknown> {
  readonly state: State;
  readonly last: number;
}

/**
 * Anything that gives P(next | history). Scorers, samplers and reports know nothing else of a model.
 *
 * A `State` is a history as the model keeps it: a value that does not change, so that reading can go on from it
 * again and again.
 */
export interface LanguageModel<State = unknown> {
  readonly vocabulary: Vocabulary;
  /**
   * The id, behind those of the vocabulary, of what stands before the first token of a sentence, for models that know
   * such a thing (`<s>`). It can be taken in, which begins a sentence anew, and is predicted nowhere.
   */
  readonly begin?: number;
  /** The state before any token. */
  start(): State;
  /** Takes the token in: the state after it, and the distribution of the next. */
  step(state: State, id: number): { readonly state: State; readonly logProbs: Distribution };
  /**
   * ln P(ids[i] | state, ids[0..i-1]) for every i > 0, in one go. Nothing predicts the first, whose place holds NaN.
   * All but the last are taken in: `state` is the one before the last, from where a longer text goes on with it.
   */
  score(state: State, ids: Int32Array): { readonly logProbs: Float64Array; readonly state: State };
  /** The same road, seen whole: `visit` gets the distribution of every ids[i] with i > 0, in order. */
  read(state: State, ids: Int32Array, visit: (i: number, logProbs: Distribution) => void): void;
}

/** `LanguageModel.read` for models that go token by token anyway. */
export function readBySteps<State, D extends Distribution>(
  model: { step(state: State, id: number): { readonly state: State; readonly logProbs: D } },
  state: State,
  ids: Int32Array,
  visit: (i: number, logProbs: D) => void,
): void {
  let at = state;
  for (let i = 0; i + 1 < ids.length; i++) {
    const next = model.step(at, ids[i]);
    visit(i + 1, next.logProbs);
    at = next.state;
  }
}
