import type { Configuration } from '../../settings/settings';
import type { Vocabulary } from '../data/vocabulary';
import type { Kernels } from '../kernels/kernels';
import type { LanguageModel } from '../model/languageModel';

/** A text for comparing kinds of models: the part on which they are trained, and the rest, on which they are compared. */
export interface ComparisonText {
  readonly name: string;
  readonly configuration: Configuration;
  readonly vocabulary: Vocabulary;
  readonly training: Int32Array;
  readonly heldOut: Int32Array;
  /** The id of the sentence end. Undefined if the units of the text have none, as characters. */
  readonly sentenceEnd?: number;
}

/**
 * What every model may use. Several limits hold together. Without `tokens` and `seconds`, the training ends
 * after `USUAL_TOKENS`.
 */
export interface Budget {
  /** The largest number of parameters. The size of each model is chosen to come close to it. */
  readonly parameters?: number;
  /** The largest number of tokens that are read in training. Several passes count several times. */
  readonly tokens?: number;
  /** The largest duration of the training in seconds. */
  readonly seconds?: number;
}

/** Tokens to train on if the budget limits neither tokens nor seconds. */
export const USUAL_TOKENS = 1_000_000;

/** The services that a comparison needs from its host. */
export interface ComparisonPorts {
  /** Creates kernels with their own memory for tensors. */
  kernels(): Promise<Kernels>;
  /** Returns the time in milliseconds. */
  now(): number;
}

export interface TrainedKind {
  readonly model: LanguageModel;
  /** Number of parameters that the training determined. */
  readonly parameters: number;
  /** Number of tokens that the training has read, of all passes. */
  readonly tokens: number;
}

/** One training of a comparison. */
export interface KindTraining {
  readonly text: ComparisonText;
  readonly budget: Budget;
  readonly seed: number;
  readonly ports: ComparisonPorts;
  /** Returns whether the time of the budget is over. */
  isOver(): boolean;
}

/** A kind of model that can be compared with others. */
export interface ComparedKind {
  /** Whether the trained model depends on the seed. */
  readonly usesSeed: boolean;
  /**
   * Trains a model within the budget. Yields after each slice of work the share of the training that is done.
   * Throws a UserError if no model of this kind meets the budget.
   */
  train(training: KindTraining): AsyncGenerator<number, TrainedKind>;
}
