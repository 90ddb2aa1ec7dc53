import type { Message } from './message';
import type { Sample } from './run';
import type { SampleParams } from './trainer';

/** The protocol between the extension host and the reader worker, which evaluates models on texts. */

/**
 * Which weights of a run to use. `usual`: the best on the validation text if the run is done, else the
 * newest. A number: the checkpoint of that iteration.
 */
export type CheckpointChoice = 'usual' | 'newest' | 'best' | number;

/** How to read an ARPA file, if its own contents do not say so. */
export interface ArpaReading {
  readonly unit?: string;
  readonly unknown?: string;
}

export type ModelReference =
  | {
      readonly kind: 'run';
      readonly id: string;
      readonly checkpoint: CheckpointChoice;
      /** Whether the run trains in this window, so that its newest weights are in the worker's memory. */
      readonly isLive: boolean;
    }
  /**
   * `opened`: the time at which the user opened the file, in milliseconds; opening it again reloads it. For
   * n-grams, `unit` overrides how texts are split and `unknown` names the file's symbol for `<unk>`.
   */
  | ({ readonly kind: 'file'; readonly uri: string; readonly opened?: number } & ArpaReading)
  /** An n-gram model or mixture that is stored next to the runs. */
  | { readonly kind: 'made'; readonly id: string };

/** The properties of a model that views need. */
export interface ModelFacts {
  /** Such as `elman · tanh · 100`. */
  readonly description: string;
  readonly iteration: number;
  /** Number of distinct symbols. */
  readonly vocabulary: number;
  /** Identifies the tokenizer. Models with the same unit split a text into the same tokens. */
  readonly unit: string;
  /** Whether it has a symbol for all unknown tokens. */
  readonly hasUnknown: boolean;
}

/**
 * The text that a model reads before the given text: none, or the part of the line, paragraph or document
 * before it.
 */
export type Context = 'none' | 'line' | 'paragraph' | 'document';

/** A range of a document, in UTF-16 units. */
export interface TextRange {
  readonly uri: string;
  readonly start: number;
  readonly end: number;
  readonly context: Context;
  /** Where the reading begins, if not at the start of the context. */
  readonly origin?: number;
}

export interface Alternative {
  readonly text: string;
  readonly probability: number;
}

/** How to continue a text. */
export interface Writing {
  /** Maximum number of tokens. */
  readonly length: number;
  readonly temperature: number;
  /** Number of most likely tokens to draw from; 0: all. */
  readonly topK: number;
  /** Cumulative probability of the tokens to draw from; 1: all. */
  readonly topP: number;
  readonly seed: number;
  readonly stopAtSentenceEnd: boolean;
}

/** One token that the model found hard to predict. */
export interface SurprisingToken {
  readonly text: string;
  /** Its range in the text that was scored, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** Bits: -log2 P(token | history). */
  readonly surprisal: number;
  /** The token that the model considered most likely at this place. */
  readonly expected?: Alternative;
}

/** The score of a text under a model. */
export interface Score {
  readonly tokens: number;
  /** Tokens with a probability above 0: those that the sums cover. */
  readonly scored: number;
  /** Tokens that are not in the vocabulary. */
  readonly unknown: number;
  /** Unknown tokens without a probability, because the model has no usable `<unk>`. */
  readonly leftOut: number;
  /** Tokens of probability 0. */
  readonly zeroProbs: number;
  /** Sentence ends among the tokens of probability 0. */
  readonly zeroProbEnds: number;
  /** Sentence ends among the scored tokens: `</s>` or, for characters, the newline. */
  readonly sentenceEnds: number;
  /** Number of code points that the scored tokens cover. */
  readonly characters: number;
  /** Number of code points that the other tokens cover. */
  readonly charactersLeftOut: number;
  /** Number of characters that were lost when the text was decoded (U+FFFD), in all tokens. */
  readonly unreadable: number;
  /** Natural logarithm of the probability, summed over the scored tokens. */
  readonly logProb: number;
  /** The same sum without sentence ends. */
  readonly logProbWithoutEnds: number;
  /** The same sum without unknown tokens. */
  readonly logProbWithoutUnknown: number;
  readonly worst: readonly SurprisingToken[];
}

/** The tokens of a passage, with their probabilities. */
export interface TokenReading {
  /** Offsets in the document, in UTF-16 units. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Natural logarithms of the probabilities; NaN for unknown tokens without a probability. */
  readonly logProbs: Float64Array;
  /** Rank by probability: 1 for the most likely token; 0 without a probability. Only if requested. */
  readonly ranks?: Int32Array;
  /** Number of the model's symbols. */
  readonly vocabulary: number;
}

/** One token and the alternatives that the model predicted in its place. */
export interface TokenPrediction {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Whether the token is outside the model's vocabulary. */
  readonly isUnknown: boolean;
  /** NaN for a token without a probability, whose rank is 0. */
  readonly logProb: number;
  readonly rank: number;
  readonly vocabulary: number;
  readonly alternatives: readonly Alternative[];
}

/**
 * The scores of several models on one passage. A token that one of them does not know is left out for all.
 */
export interface Comparison {
  readonly scores: readonly (Score & { readonly model: ModelFacts })[];
  /** Number of symbols that all models know. */
  readonly common: number;
}

/** The checkpoints of a run. */
export interface Checkpoints {
  /** Newest first. */
  readonly iterations: readonly number[];
  readonly hasBest: boolean;
}

/** What a table of surprisal has a row for. Regions are read from a table of items. */
export const surprisalRowKinds = ['token', 'word', 'region'] as const;
export type SurprisalRowKind = (typeof surprisalRowKinds)[number];

/** A text to export, and its name in the column `item` if there are several. */
export interface SurprisalSource {
  readonly name: string;
  readonly passage: TextRange;
}

/** A request for a table of the surprisal of texts. */
export interface SurprisalTable {
  /** Identifies the events of the request. */
  readonly id: number;
  readonly models: readonly { readonly name: string; readonly reference: ModelReference }[];
  readonly sources: readonly SurprisalSource[];
  readonly rows: SurprisalRowKind;
  /** Whether every line is read on its own. */
  readonly perLine: boolean;
}

/** A request to write such a table to a file. */
export interface SurprisalExport extends SurprisalTable {
  /** Path of the file, which is replaced atomically: CSV if it ends in `.csv`, else tab-separated. */
  readonly path: string;
  /** Whether the file begins with a byte order mark. */
  readonly hasMark: boolean;
}

/** Lines of a table of surprisal, the header first, tab-separated as in a file. */
export interface SurprisalLines {
  readonly lines: string;
  /** Start and end of each line's text in the document, in UTF-16 units; 0 and 0 for the header. */
  readonly places: Int32Array;
}

type On<P> = P & { readonly model: ModelReference };

/**
 * Every request fails with a UserError if the model does not exist. Passages refer to the documents as last
 * reported.
 */
export interface ReaderRequests {
  describe(params: On<unknown>): ModelFacts;
  score(params: On<{ readonly passage: TextRange }>): Score & { readonly model: ModelFacts };
  tokens(params: On<{ readonly passage: TextRange; readonly ranks: boolean }>): TokenReading;
  compare(params: { readonly models: readonly ModelReference[]; readonly passage: TextRange }): Comparison;
  /** Predicts the token at the start of the passage. Undefined if there is no token. */
  prediction(
    params: On<{ readonly passage: TextRange; readonly count: number }>,
  ): TokenPrediction | undefined;
  checkpoints(params: { readonly id: string }): Checkpoints;
  /** Samples from the model's initial state, as after the end of a line. */
  sample(params: On<SampleParams>): Sample;
  /**
   * Continues the text at the end of the passage and returns all generated text. `id` identifies its `wrote`
   * events.
   */
  write(params: On<{ readonly passage: TextRange; readonly writing: Writing; readonly id: number }>): string;
  /** Writes a table of surprisal, and returns its number of rows. */
  surprisal(params: SurprisalExport): number;
  /**
   * Sends a table of surprisal in `rows` events, and at most `limit` rows. Returns whether these are all. The
   * sources are parts of one document.
   */
  surprisalTable(params: SurprisalTable & { readonly limit: number }): boolean;
}

/** Changes of documents, sent to the reader in order and before any request about them. */
export interface DocumentEvents {
  opened: { readonly uri: string; readonly text: string };
  /** Changes to apply one after the other: `text` replaces `length` units from `offset` on. */
  changed: {
    readonly uri: string;
    readonly changes: readonly { readonly offset: number; readonly length: number; readonly text: string }[];
  };
  closed: { readonly uri: string };
}

/** What the reader requests from the extension host. */
export interface ReaderSources {
  /**
   * Returns the newest weights of a run that trains in this window, as a model file. Undefined if it no
   * longer trains.
   */
  weights(params: { readonly id: string }): Uint8Array | undefined;
  /** Returns the contents of a file. Fails with a UserError if the file does not exist. */
  file(params: { readonly uri: string }): Uint8Array;
}

export interface ReaderEvents {
  /** A model was opened from an irregular file. Contains the sentences of one warning. */
  warned: { readonly sentences: readonly Message[] };
  /** The next piece of the text being generated. */
  wrote: { readonly id: number; readonly text: string };
  /** The next lines of a table of surprisal. */
  rows: SurprisalLines & { readonly id: number };
  /** How much of a table is done, from 0 to 1. */
  progress: { readonly id: number; readonly share: number };
}
