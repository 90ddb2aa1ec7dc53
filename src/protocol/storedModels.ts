import type { LessonFigures, MeasuredLesson, QuestionFiles } from './course';
import type { HmmFurtherParams, HmmParams, HmmRecord, HmmReport } from './hmmRecord';
import type { CompareKindsParams, ComparisonProgress, KindsRecord } from './kindsComparison';
import type { LdsFurtherParams, LdsParams, LdsRecord, LdsReport } from './ldsRecord';
import type { LesionChoice, LesionNote } from './lesion';
import type { ArpaReading, CheckpointChoice, ModelReference } from './modelReference';
import type { RunSettings, RunText } from './run';
import type { SourceText } from './sourceText';
import type { StoredModelRecord } from './storedModelRecord';
import type {
  ContinueVectorsParams,
  TrainVectorsParams,
  VectorsProgress,
  VectorsRecord,
} from './vectorsRecord';

/** The smoothing methods that the extension offers for n-gram models. */
export type OfferedSmoothing = 'kneserNey' | 'wittenBell' | 'goodTuring' | 'additive';

/** An n-gram model. Its file `model.arpa` is stored next to the record. */
export interface NgramRecord extends StoredModelRecord {
  readonly kind: 'ngram';
  readonly text: RunText;
  /**
   * The settings of the text, whose names begin with `text.`. Records of older versions lack `text.lineEnds` and
   * `text.strayMarks`.
   */
  readonly settings: RunSettings;
  readonly smoothing: OfferedSmoothing;
  /** Number of distinct n-grams of each length, starting with length 1. */
  readonly ngrams: readonly number[];
}

/** A member of a mixture: another model, or a cache of recent words. */
export type MemberReference =
  | { readonly kind: 'run'; readonly id: string; readonly checkpoint: CheckpointChoice }
  | { readonly kind: 'made'; readonly id: string }
  | ({ readonly kind: 'file'; readonly uri: string } & ArpaReading)
  | { readonly kind: 'cache'; readonly size: number; readonly decay: number };

export interface MemberRecord {
  readonly reference: MemberReference;
  /** The member's name when the mixture was made. */
  readonly name: string;
  readonly weight: number;
  /**
   * The member's vocabulary size when the mixture was made. Missing for a cache, which uses the vocabulary of
   * the other members.
   */
  readonly vocabulary?: number;
}

/** A mixture: references to its members, and their weights. The members are not copied. */
export interface MixtureRecord extends StoredModelRecord {
  readonly kind: 'mixture';
  readonly combination: 'linear' | 'logLinear';
  readonly members: readonly MemberRecord[];
  /**
   * The text on which the weights were optimized, and the perplexity of the mixture on it. Missing if the
   * weights are equal.
   */
  readonly heldOut?: { readonly name: string; readonly tokens: number; readonly perplexity: number };
}

/** A network with a lesion. Its file `network.safetensors` contains the weights of its base and the list of its parts. */
export interface LesionRecord extends StoredModelRecord {
  readonly kind: 'lesion';
  readonly lesion: LesionNote;
}

/** A stored language model: n-grams, a hidden Markov model, a linear dynamical system, a mixture or a network with a lesion. */
export type StoredLanguageModel = NgramRecord | HmmRecord | LdsRecord | MixtureRecord | LesionRecord;

/**
 * The record of a language model that is made in one step, unlike a run, or of word vectors, the only kind that is not a language
 * model.
 */
export type StoredModel = StoredLanguageModel | VectorsRecord;

export interface LearnParams {
  readonly name: string;
  readonly text: SourceText;
  readonly settings: RunSettings;
  readonly order: number;
  readonly smoothing: OfferedSmoothing;
}

/** A lesson of the course, and the text on which its figures are measured. */
export interface LessonParams<Id extends MeasuredLesson> extends Pick<LearnParams, 'text' | 'settings'> {
  readonly lesson: Id;
  /** The questions about words. Only lesson `vectors` asks them. */
  readonly questions?: QuestionFiles;
}

export interface LesionParams {
  readonly name: string;
  /** The model to lesion, which is not changed, and its name. */
  readonly model: ModelReference;
  readonly baseName: string;
  readonly choice: LesionChoice;
}

export interface MixParams {
  readonly name: string;
  readonly combination: MixtureRecord['combination'];
  readonly members: readonly Pick<MemberRecord, 'reference' | 'name'>[];
  /** The text used to find the weights. Without it, the weights are equal. */
  readonly heldOut?: SourceText;
}

/**
 * The requests of the extension host to a worker that makes one model, or computes figures, and exits. A request that fails throws
 * a UserError and leaves no files.
 */
export interface MakerRequests {
  /** Compares kinds of models on a text, or continues a comparison. Its results are stored as they are found. */
  compareKinds(params: CompareKindsParams): KindsRecord;
  learn(params: LearnParams): NgramRecord;
  /** Trains the models of a lesson on a text, and returns their figures. Stores nothing. */
  measureLesson<Id extends MeasuredLesson>(params: LessonParams<Id>): LessonFigures[Id];
  /** Trains a hidden Markov model. Reports its progress by `hmmProgress`. */
  trainHmm(params: HmmParams | HmmFurtherParams): HmmRecord;
  /** Trains a linear dynamical system. Reports its progress by `ldsProgress`. */
  trainLds(params: LdsParams | LdsFurtherParams): LdsRecord;
  /** Ends EM after the current iteration. `trainHmm` or `trainLds` then stores the model as trained so far. */
  stopEm(params: undefined): void;
  mix(params: MixParams): MixtureRecord;
  lesion(params: LesionParams): LesionRecord;
  trainVectors(params: TrainVectorsParams): VectorsRecord;
  /** Continues a training of word vectors that was stopped. */
  continueVectors(params: ContinueVectorsParams): VectorsRecord;
  /**
   * Chooses the word whose nearest words `vectorsProgress` reports. Returns false if the word has no vector.
   */
  followWord(params: { readonly word: string }): boolean;
  /** Pauses or resumes the training of word vectors. */
  pauseVectors(params: { readonly isPaused: boolean }): void;
  /** Ends the training of word vectors early. `trainVectors` then stores the vectors as trained so far. */
  stopVectors(params: undefined): void;
}

export interface MakerEvents {
  /** The progress of `trainVectors` or `continueVectors`. */
  vectorsProgress: VectorsProgress;
  /** An iteration of `trainHmm` has ended. */
  hmmProgress: HmmReport;
  /** A part of `trainLds` has ended. */
  ldsProgress: LdsReport;
  /** The comparison as stored so far: at its beginning, and after each kind. */
  comparison: KindsRecord;
  comparisonProgress: ComparisonProgress;
}
