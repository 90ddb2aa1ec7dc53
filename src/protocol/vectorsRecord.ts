import type { MadeRecord } from './madeRecord';
import type { RunSettings, RunText } from './run';
import type { SourceText } from './sourceText';

/**
 * Word vectors that were trained on a text. The files `vectors.bin` and `vocabulary.txt`, both in the formats
 * of word2vec, are stored next to the record.
 */
export interface VectorsRecord extends MadeRecord {
  readonly kind: 'vectors';
  readonly text: RunText;
  /**
   * All settings that the training depends on: those whose names begin with `vectors.`, and `text.locale` and
   * `text.filter`.
   */
  readonly settings: RunSettings;
  /** Number of components of a vector, D. */
  readonly size: number;
}

export interface TrainVectorsParams {
  readonly name: string;
  readonly text: SourceText;
  readonly settings: RunSettings;
}

/** The progress of a training of word vectors. */
export interface VectorsProgress {
  /** The fraction of the training that is done, from 0 to 1. */
  readonly share: number;
}
