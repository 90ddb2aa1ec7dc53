import type { Budget, ComparedName } from '../../protocol/kindsComparison';
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

/** The services that a comparison needs from its host. */
export interface ComparisonPorts {
  /** Creates kernels with their own memory for tensors. */
  kernels(): Promise<Kernels>;
  /** Returns the time in milliseconds. */
  now(): number;
  /** Stores a trained model. Called for the first seed of each kind. */
  keep?(name: ComparedName, file: KindFile): Promise<void>;
}

/** The file of a trained model. */
export interface KindFile {
  /** The ending of its name, without a dot. */
  readonly ending: 'arpa' | 'safetensors';
  readonly pieces: Iterable<Uint8Array>;
}

export interface TrainedKind {
  readonly model: LanguageModel;
  /** Number of parameters that the training determined. */
  readonly parameters: number;
  /** Number of tokens that the training has read, of all passes. */
  readonly tokens: number;
  /** Returns the model as a file, which `families/kinds` opens. */
  encode(): KindFile;
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
