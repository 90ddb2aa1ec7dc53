import type { ErrorFlow, WeightChanges } from '../../protocol/errorFlow';
import type { Vocabulary } from '../data/vocabulary';
import type { AttentionReader } from './attentionReader';
import type { HiddenStates } from './hiddenStates';
import type { InspectorOptions, StateInspector } from './stateInspector';
import type { TokenMatrices } from './tokenMatrices';
import type { WeightMatrix } from './weightMatrix';

/** ln P of every symbol as the next token, [V]. Valid until the next method call on the model. */
export type Distribution = Float32Array | Float64Array;

/**
 * The text that a model has read so far: the state before the last token, and the id of the last token. This
 * token is read in the next step.
 */
export interface TextPrefix<State = unknown> {
  readonly state: State;
  readonly last: number;
}

/** Details of the predictions of a sequence of tokens, ids[0], ids[1] and so on. */
export interface Detail {
  /** ln P(ids[i] | state, ids[0..i-1]) for each i. NaN for i = 0, because nothing predicts the first id. */
  readonly logProbs: Float64Array;
  /** Rank of ids[i] among the predictions: 1 plus the number of symbols that are more likely; 0 for i = 0. */
  readonly ranks: Int32Array;
  /** Entropy of the distribution that predicts ids[i], -sum p ln p, in nats; NaN for i = 0. */
  readonly entropies: Float64Array;
}

/**
 * A model that gives P(next token | history). Scoring, sampling and reports use only this interface. A
 * `State` represents a history. It is immutable, so reading can continue from the same state several times.
 */
export interface LanguageModel<State = unknown> {
  readonly vocabulary: Vocabulary;
  /**
   * The id of `<s>`, the token before a sentence. Undefined for models without `<s>`. The id follows the ids
   * of the vocabulary. Reading `<s>` begins a new sentence; it is never predicted.
   */
  readonly begin?: number;
  /**
   * The id of words outside the vocabulary, for models that can read such words without a symbol for them
   * (RNNLM reads them as an input of zeros). It follows all other ids and has no probability.
   */
  readonly outside?: number;
  /** Returns the state before any token was read. */
  start(): State;
  /** Reads a token. Returns the state after the token and the distribution of the next token. */
  step(state: State, id: number): { readonly state: State; readonly logProbs: Distribution };
  /**
   * Returns ln P(ids[i] | state, ids[0..i-1]) for every i > 0, computed in one pass. Returns NaN for i = 0,
   * because nothing predicts the first id. Reads all ids except the last. The returned `state` is the one
   * before the last id, so that reading can continue with that id.
   */
  score(state: State, ids: Int32Array): { readonly logProbs: Float64Array; readonly state: State };
  /**
   * Reads the ids in one pass like `score`, and calls `visit` with the distribution that predicts ids[i], for
   * every i > 0 in order. Returns the state before the last id.
   */
  read(state: State, ids: Int32Array, visit: (i: number, logProbs: Distribution) => void): State;
  /**
   * Returns what `readInDetail` would return. Only defined for models that can compute it faster, for example
   * without whole distributions.
   */
  detail?(state: State, ids: Int32Array): Detail & { readonly state: State };
  /**
   * Returns, for every i > 0, the length of the n-gram that gave ids[i] its probability. It is 0 for i = 0
   * and for ids without a probability. Only defined for n-gram models.
   */
  orders?(state: State, ids: Int32Array): Int32Array;
  /** Returns the matrices that have a vector for each symbol. Only defined for networks. */
  tokenMatrices?(): TokenMatrices;
  /** Returns an object that reads the values of units and gates after every token. Only defined for networks. */
  inspector?(options?: InspectorOptions<State>): StateInspector;
  /**
   * Reads all ids but the last, and propagates the error of the prediction of the last id back through all steps. The
   * weights are changed for that. `ids` has at least two ids. Only defined for networks that can do this.
   */
  errorFlow?(state: State, ids: Int32Array, changes: WeightChanges): ErrorFlow;
  /** Returns the discrete states of the model. Only defined for hidden Markov models. */
  hiddenStates?(): HiddenStates;
  /** Returns an object that reads the attention of tokens. Only defined for networks; undefined without attention. */
  attention?(): AttentionReader | undefined;
  /** Returns all matrices of weights. Only defined for networks. */
  weightMatrices?(): readonly WeightMatrix[];
}

/** Implements `LanguageModel.read` for models that read one token at a time. */
export function readBySteps<State, D extends Distribution>(
  model: { step(state: State, id: number): { readonly state: State; readonly logProbs: D } },
  state: State,
  ids: Int32Array,
  visit: (i: number, logProbs: D) => void,
): State {
  let at = state;
  for (let i = 0; i + 1 < ids.length; i++) {
    const next = model.step(at, ids[i]);
    visit(i + 1, next.logProbs);
    at = next.state;
  }
  return at;
}
