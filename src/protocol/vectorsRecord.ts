import type { RunSettings, RunText } from './run';
import type { SourceFile, SourceText } from './sourceText';
import type { StoredModelRecord } from './storedModelRecord';
import type { NearWord } from './vectors';

/**
 * Word vectors that were trained on a text. The files `vectors.bin` and `vocabulary.txt`, both in the formats
 * of word2vec, are stored next to the record; the vectors of subwords, if there are any, in `subwords.safetensors`;
 * and for a training that was stopped, its state in `training.safetensors`.
 */
export interface VectorsRecord extends StoredModelRecord {
  readonly kind: 'vectors';
  readonly text: RunText;
  /**
   * All settings that the training depends on: those whose names begin with `vectors.`, and `text.locale` and
   * `text.filter`.
   */
  readonly settings: RunSettings;
  /** Number of components of a vector, D. */
  readonly size: number;
  /** The completed fraction of the training, from 0 to 1. Missing if the training reached its end. */
  readonly trained?: number;
}

export interface TrainVectorsParams {
  readonly name: string;
  readonly text: SourceText | SourceFile;
  readonly settings: RunSettings;
}

/** The vectors whose training to continue, and the text on which they were trained. */
export interface ContinueVectorsParams {
  readonly id: string;
  readonly text: SourceText | SourceFile;
}

/** The progress of a training of word vectors. */
export interface VectorsProgress {
  /** The completed fraction of the training, from 0 to 1. */
  readonly share: number;
  /** Mean loss since the last report, in nats per predicted word. Missing if no word was predicted. */
  readonly loss?: number;
  /** The word that the user chose to follow, and the words that are nearest to it now. */
  readonly followed: { readonly word: string; readonly near: readonly NearWord[] };
}
