import type { AttentionReading, HeadPlace } from './attentionReading';
import type { ComparedReference, DifferenceReading } from './differenceReading';
import type { HiddenStatesOverview, StatesReading } from './hiddenStates';
import type { PlaneChoice, StateClusters, StateTrajectories } from './inspection';
import type { LesionChoice, LesionEffect } from './lesion';
import type { Message } from './message';
import type { ModelFacts, ModelReference, StateDictionaryGaps } from './modelReference';
import type { NetworkExport, NetworkFormat } from './networkExport';
import type { Sample } from './run';
import type { SurprisalExport, SurprisalLines, SurprisalTable } from './surprisalTable';
import type { TextRange } from './textRange';
import type { Comparison, Score, TokenPrediction, TokenReading } from './textScore';
import type { SampleParams } from './trainer';
import type { RankingChoice, UnitRanking } from './unitRanking';
import type { UnitPlace, UnitReading } from './unitReading';
import type { Unrolled, UnrolledChoice } from './unrolled';
import type { MatrixChoice, NetworkWeightDetail } from './weights';

/** Options for continuing a text. */
export interface Writing {
  /** Maximum number of tokens to generate. */
  readonly length: number;
  readonly temperature: number;
  /** Number of most likely tokens to draw from (top-k sampling); 0 means all tokens. */
  readonly topK: number;
  /**
   * Draws only from the smallest set of most likely tokens whose total probability reaches this value
   * (nucleus sampling); 1 means all tokens.
   */
  readonly topP: number;
  readonly seed: number;
  readonly stopAtSentenceEnd: boolean;
}

/**
 * The stored checkpoints of a run. `hasBest` says whether the weights with the lowest validation loss are
 * stored, too.
 */
export interface Checkpoints {
  /** The iterations of the checkpoints, newest first. */
  readonly iterations: readonly number[];
  readonly hasBest: boolean;
}

type On<P> = P & { readonly model: ModelReference };

/**
 * The requests of the extension host to the reader worker, which evaluates models on texts. Each fails with a
 * UserError if its model does not exist. Ranges are those of the documents, in the version that the last
 * `DocumentEvents` contained.
 */
export interface ReaderRequests {
  describe(params: On<unknown>): ModelFacts;
  /** Returns what the user must add to a file, if it is a state dictionary of PyTorch. Undefined for any other file. */
  stateDictionaryGaps(params: { readonly uri: string }): StateDictionaryGaps | undefined;
  score(params: On<{ readonly range: TextRange }>): Score & { readonly model: ModelFacts };
  tokens(params: On<{ readonly range: TextRange; readonly ranks: boolean }>): TokenReading;
  /** Reads the tokens of a range with the values of a unit, or of the first one if `place` is undefined. */
  unit(params: On<{ readonly range: TextRange; readonly place: UnitPlace | undefined }>): UnitReading;
  /** Reads the tokens of a range with their most likely states. Fails for a model without discrete states. */
  states(params: On<{ readonly range: TextRange }>): StatesReading;
  /**
   * Reads the tokens of a range with the attention of the token at `caret`, an offset in the document, in the head
   * `place` (default: the mean of the top layer). Fails for a model without attention.
   */
  attention(
    params: On<{
      readonly range: TextRange;
      readonly caret: number;
      readonly place: HeadPlace | undefined;
    }>,
  ): AttentionReading;
  /** Reads the tokens of a range with two models. */
  difference(params: On<{ readonly range: TextRange; readonly other: ComparedReference }>): DifferenceReading;
  compare(params: { readonly models: readonly ModelReference[]; readonly range: TextRange }): Comparison;
  /**
   * Returns the most likely tokens at the start of the range, and the token that is there. Undefined if no
   * complete token follows.
   */
  prediction(params: On<{ readonly range: TextRange; readonly count: number }>): TokenPrediction | undefined;
  checkpoints(params: { readonly id: string }): Checkpoints;
  /** Returns the hidden states after the tokens of the range, as points on a plane. */
  trajectories(params: On<PlaneChoice & { readonly range: TextRange }>): StateTrajectories;
  /** Returns the clusters of the mean hidden states after the words of the range. */
  clusters(params: On<{ readonly range: TextRange }>): StateClusters;
  /** Describes the discrete states of a model, and counts them in the range. Fails for a model without discrete states. */
  statesOverview(params: On<{ readonly range: TextRange | undefined }>): HiddenStatesOverview;
  /** Ranks the units of the network by how closely they follow a property of the range. */
  units(params: On<RankingChoice & { readonly range: TextRange }>): UnitRanking;
  /** Unrolls a network over the steps before the start of the range. The range contains the text to read before it. */
  unrolled(params: On<UnrolledChoice & { readonly range: TextRange }>): Unrolled;
  /** Returns the weight matrices of a network, and one of them in detail. Default: the first recurrent one. */
  weights(params: On<MatrixChoice>): NetworkWeightDetail;
  /** Returns a network as files for another program. Fails for a model that the format cannot express. */
  exportNetwork(params: On<{ readonly format: NetworkFormat }>): NetworkExport;
  /** Returns what a lesion does to the network, measured on the range. The model itself stays as it is. */
  lesion(params: On<{ readonly range: TextRange; readonly choice: LesionChoice }>): LesionEffect;
  /** Generates a text with the model, beginning in the state that the model has after the end of a line. */
  sample(params: On<SampleParams>): Sample;
  /**
   * Continues the text at the end of the range and returns all generated text. `id` identifies the request
   * in its `wrote` events.
   */
  write(params: On<{ readonly range: TextRange; readonly writing: Writing; readonly id: number }>): string;
  /** Writes a table of surprisal to a file and returns the table's number of rows. */
  surprisal(params: SurprisalExport): number;
  /**
   * Sends a table of surprisal with at most `limit` rows in `rows` events. Returns whether these are all rows
   * of the table. The table's sources must be parts of one document.
   */
  surprisalTable(params: SurprisalTable & { readonly limit: number }): boolean;
}

/** Changes of documents, sent to the reader in order and before any request about them. */
export interface DocumentEvents {
  opened: { readonly uri: string; readonly text: string };
  /**
   * Changes to apply one after the other. Each replaces the `length` UTF-16 units from `offset` on with
   * `text`.
   */
  changed: {
    readonly uri: string;
    readonly changes: readonly { readonly offset: number; readonly length: number; readonly text: string }[];
  };
  closed: { readonly uri: string };
}

/** The requests of the reader to the extension host. */
export interface ReaderSources {
  /**
   * Returns the newest weights of a run that trains in this window, as a model file. Undefined if the run no
   * longer trains.
   */
  weights(params: { readonly id: string }): Uint8Array | undefined;
  /** Returns the contents of a file. Fails with a UserError if the file does not exist. */
  file(params: { readonly uri: string }): Uint8Array;
}

export interface ReaderEvents {
  /**
   * Warns the user that a model file deviates from its format, although it could be opened. The sentences
   * form one warning.
   */
  warned: { readonly sentences: readonly Message[] };
  /** The next piece of the text being generated. */
  wrote: { readonly id: number; readonly text: string };
  /** The next lines of a table of surprisal. */
  rows: SurprisalLines & { readonly id: number };
  /** The fraction of a table that is complete, from 0 to 1. */
  progress: { readonly id: number; readonly share: number };
}
