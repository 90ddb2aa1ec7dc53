import type { RunSettings, RunText } from './run';
import type { SourceText } from './sourceText';
import type { StoredModelRecord } from './storedModelRecord';

/** The common fields of hidden Markov models and linear dynamical systems, which EM trains on a text. */
export interface EmRecord extends StoredModelRecord {
  readonly text: RunText;
  /** The settings with which the text was tokenized. */
  readonly settings: RunSettings;
  /** Number of states, N. */
  readonly states: number;
  /** Number of iterations of EM that the model has received. */
  readonly iterations: number;
  /** The perplexity of the training text under the model. */
  readonly perplexity: number;
}

/** How such a model is trained. */
export interface EmChoice {
  readonly states: number;
  readonly iterations: number;
}

export interface EmParams extends EmChoice {
  readonly name: string;
  readonly text: SourceText;
  readonly settings: RunSettings;
}

/** Continues the training of a stored model. The result is a new model. */
export interface EmFurtherParams extends Pick<EmParams, 'name' | 'text' | 'iterations'> {
  /** The id of the stored model. */
  readonly from: string;
}
