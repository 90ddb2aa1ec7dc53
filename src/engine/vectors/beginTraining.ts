import { UserError } from '../../protocol/userError';
import { FastTraining } from './fast/fastTraining';
import type { StartVectorThreads } from './fast/shardRounds';
import type { TrainingState, VectorTraining } from './vectorTraining';
import type { Word2vecOptions } from './word2vec/options';
import type { WordCounts } from './word2vec/vocabulary';
import { Word2vec } from './word2vec/word2vec';

/** What to train. */
export interface VectorTrainingParams {
  readonly vocabulary: WordCounts;
  readonly options: Word2vecOptions;
  /** Whether to train with the same bits as word2vec, on one thread. */
  readonly exact: boolean;
  /** The state from which the training continues. Absent: it begins. */
  readonly state?: TrainingState;
  /** Starts the other threads of a training that is not exact. Absent: it has one. The results are the same. */
  readonly startThreads?: StartVectorThreads;
}

/**
 * Begins a training, or continues one from its state. Throws a UserError if there are fewer than two words, or
 * if they need too much memory.
 */
export async function beginVectorTraining(params: VectorTrainingParams): Promise<VectorTraining> {
  const { exact, vocabulary, options, state } = params;
  if (exact && options.subwords)
    throw new UserError('Subwords cannot be trained exactly, because word2vec has none.');
  return exact ? new Word2vec(vocabulary, options, state) : FastTraining.begin(params);
}
