import { UserError } from '../../protocol/userError';
import type { IdSource } from '../data/storedIds';
import type { WordCounts } from './word2vec/vocabulary';
import type { WordVectors } from './wordVectors';

/**
 * A training of word vectors. It can be stopped and stored after any slice. A training that is resumed from
 * its stored state gives bit-identical results.
 */
export interface VectorTraining {
  readonly progress: VectorProgress;
  /**
   * Trains to the end. Yields after each slice (some milliseconds), so that the caller can show progress,
   * handle messages, store the state or stop. `ids` are the words of the text, encoded by `encodeWords`.
   */
  run(ids: IdSource): Generator<void>;
  /** Returns a copy of the vectors of all words, also during training. */
  vectors(): WordVectors;
  /** Frees what the training uses besides memory. Called when it is no longer needed. */
  end(): void;
  /** Returns a copy of everything that `run` needs to continue. */
  state(): TrainingState;
}

export interface VectorProgress {
  /**
   * Number of words that were read so far, in all passes together. `allWords`: this number at the end of the
   * training.
   */
  readonly words: number;
  readonly allWords: number;
  /** The current learning rate. */
  readonly rate: number;
  /** Mean loss per predicted word in the last slice (nats). Undefined if the slice predicted no word. */
  readonly loss: number | undefined;
}

/** The state of a training between two slices. */
export interface TrainingState {
  readonly position: TrainingPosition;
  /** Input vectors, [rows, D]. The first V rows are the vectors of the V words. */
  readonly inputs: Float32Array;
  /**
   * Output vectors of the words, [V, D], for negative sampling. `nodes`: output vectors of the tree's inner
   * nodes, [V, D], for hierarchical softmax.
   */
  readonly outputs: Float32Array | undefined;
  readonly nodes: Float32Array | undefined;
  /** The words of the current sentence that were read so far, as ids. */
  readonly sentence: Int32Array;
}

/** The position of a training in the text, and the values that depend on what was read so far. */
export interface TrainingPosition {
  /** Number of finished passes. */
  readonly pass: number;
  /** Index of the next word in the text. */
  readonly at: number;
  /**
   * Number of words that were read in this pass. `changed`: this number at the last update of the learning
   * rate.
   */
  readonly passed: number;
  readonly changed: number;
  /** Number of words of all passes that the learning rate accounts for. */
  readonly counted: number;
  readonly rate: number;
  /** State of the random generator, a whole number below 2^64. */
  readonly random: string;
}

/** Returns the mean of losses; undefined if there are none. Throws a UserError if their sum is not finite. */
export function meanLoss(sum: number, count: number): number | undefined {
  if (Number.isFinite(sum)) return count > 0 ? sum / count : undefined;
  throw new UserError(
    'The training has diverged: its vectors are no longer finite. Lower the learning rate.',
  );
}

/** Returns the number of words of a vocabulary. Throws a UserError if there are fewer than two. */
export function checkedSize({ words }: WordCounts): number {
  if (words.length >= 2) return words.length;
  throw new UserError('No word is frequent enough to get a vector. Lower the minimum count.');
}

export function outOfMemory(size: number, words: number): UserError {
  return new UserError(
    'Vectors of {0} numbers for {1} words need more memory than there is. Lower the size, or raise the minimum count.',
    [size, words],
  );
}
