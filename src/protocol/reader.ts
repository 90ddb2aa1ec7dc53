import type { Message } from './message';
import type { Sample } from './run';
import type { SampleParams } from './trainer';

/** Between the extension host and the reader worker: what models make of texts. */

/** Which weights of a run: those that did best on the validation text once it is done and else the newest, or which. */
export type CheckpointChoice = 'usual' | 'newest' | 'best' | number;

/** How an ARPA file is to be read, where its own words are not enough. */
export interface ArpaReading {
  readonly unit?: string;
  readonly unknown?: string;
}

export type ModelReference =
  | {
      readonly kind: 'run';
      readonly id: string;
      readonly checkpoint: CheckpointChoice;
      /** It trains in this window: its newest weights are in its own process. */
      readonly isLive: boolean;
    }
  /**
   * `opened`: when, in milliseconds; one that was opened again is read again. Of n-grams `unit` is how
   * texts are split for them, if not as their file says, and `unknown` what the file calls `<unk>`.
   */
  | ({ readonly kind: 'file'; readonly uri: string; readonly opened?: number } & ArpaReading)
  /** N-grams or a mixture that are kept beside the runs. */
  | { readonly kind: 'made'; readonly id: string };

/** A model as far as views need to know it. */
export interface ModelFacts {
  /** `elman · tanh · 100` */
  readonly description: string;
  readonly iteration: number;
  /** Distinct symbols. */
  readonly vocabulary: number;
  /** What tells its way of cutting texts from others': of models with the same, tokens are the same. */
  readonly unit: string;
  /** Whether it has a symbol that stands for all that it does not know. */
  readonly hasUnknown: boolean;
}

/** What primes a model before the text in question: nothing, or the text before it in its line, paragraph or document. */
export type Context = 'none' | 'line' | 'paragraph' | 'document';

/** A stretch of a document, UTF-16 units. */
export interface TextRange {
  readonly uri: string;
  readonly start: number;
  readonly end: number;
  readonly context: Context;
  /** Where the reading begins, instead of where the context does. */
  readonly origin?: number;
}

export interface Alternative {
  readonly text: string;
  readonly probability: number;
}

/** How to go on with a text. */
export interface Writing {
  /** Tokens at most. */
  readonly length: number;
  readonly temperature: number;
  /** 0: all. */
  readonly topK: number;
  /** 1: all. */
  readonly topP: number;
  readonly seed: number;
  readonly stopAtSentenceEnd: boolean;
}

/** One token that the model found hard to predict. */
export interface SurprisingToken {
  readonly text: string;
  /** Its place, from where the reading of the text began. */
  readonly start: number;
  /** Bits: -log2 P(token | history). */
  readonly surprisal: number;
  /** What the model held likeliest in its place. */
  readonly expected?: Alternative;
}

/** What a model makes of a text. */
export interface Score {
  readonly tokens: number;
  /** Tokens with a probability above 0: what the sums are over. */
  readonly scored: number;
  /** Tokens that are not in the vocabulary. */
  readonly unknown: number;
  /** Unknown tokens that have no probability, for want of an `<unk>` that has one. */
  readonly leftOut: number;
  /** Tokens of probability 0. */
  readonly zeroProbs: number;
  /** Sentence ends among those. */
  readonly zeroProbEnds: number;
  /** Sentence ends among the scored tokens: `</s>` or, for characters, the newline. */
  readonly sentenceEnds: number;
  /** Code points that the scored tokens cover. */
  readonly characters: number;
  /** Natural logarithm, summed over the scored tokens. */
  readonly logProb: number;
  /** The same over the scored tokens that are not sentence ends. */
  readonly logProbWithoutEnds: number;
  /** The same over the scored tokens that are not unknown. */
  readonly logProbWithoutUnknown: number;
  readonly worst: readonly SurprisingToken[];
}

/** A passage token by token. */
export interface TokenReading {
  /** Places in the document, UTF-16 units. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Natural logarithms; NaN for tokens without a probability, which are unknown. */
  readonly logProbs: Float64Array;
  /** 1 for the token that the model held likeliest; 0 without a probability. Only if asked for. */
  readonly ranks?: Int32Array;
}

/** One token and what else might have stood there. */
export interface TokenPrediction {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The model has no symbol of its own for it. */
  readonly isUnknown: boolean;
  /** NaN and 0 for a token without a probability. */
  readonly logProb: number;
  readonly rank: number;
  readonly vocabulary: number;
  readonly alternatives: readonly Alternative[];
}

/** Several models on one passage: what one of them does not know is left out for all. */
export interface Comparison {
  readonly scores: readonly (Score & { readonly model: ModelFacts })[];
  /** Symbols that all of them know. */
  readonly common: number;
}

/** What there is of a run to read with. */
export interface Checkpoints {
  /** Newest first. */
  readonly iterations: readonly number[];
  readonly hasBest: boolean;
}

type On<P> = P & { readonly model: ModelReference };

/** Every request fails with a UserError where there is no such model; its passage is of the document as last told. */
export interface ReaderRequests {
  describe(params: On<unknown>): ModelFacts;
  score(params: On<{ readonly passage: TextRange }>): Score & { readonly model: ModelFacts };
  tokens(params: On<{ readonly passage: TextRange; readonly ranks: boolean }>): TokenReading;
  compare(params: { readonly models: readonly ModelReference[]; readonly passage: TextRange }): Comparison;
  /** Of the token at the passage's start; undefined where there is none. */
  prediction(
    params: On<{ readonly passage: TextRange; readonly count: number }>,
  ): TokenPrediction | undefined;
  checkpoints(params: { readonly id: string }): Checkpoints;
  /** From where reading begins, as after a line's end. */
  sample(params: On<SampleParams>): Sample;
  /** Goes on with the text at the passage's end, and answers with all that it wrote; `id` tells the pieces of several apart. */
  write(params: On<{ readonly passage: TextRange; readonly writing: Writing; readonly id: number }>): string;
}

/** What the reader is told of documents before it is asked about them, in the order in which it happened. */
export interface DocumentEvents {
  opened: { readonly uri: string; readonly text: string };
  /** One after the other: `length` units from `offset` on give way to `text`. */
  changed: {
    readonly uri: string;
    readonly changes: readonly { readonly offset: number; readonly length: number; readonly text: string }[];
  };
  closed: { readonly uri: string };
}

/** What the reader asks the extension host for. */
export interface ReaderSources {
  /** The newest weights of a run that trains in this window, as a model file; undefined where it does not any more. */
  weights(params: { readonly id: string }): Uint8Array | undefined;
  /** Fails with a UserError where the file is gone. */
  file(params: { readonly uri: string }): Uint8Array;
}

export interface ReaderEvents {
  /** A model was opened whose file is irregular: the sentences of one warning. */
  warned: { readonly sentences: readonly Message[] };
  /** The next piece of what is being written. */
  wrote: { readonly id: number; readonly text: string };
}
