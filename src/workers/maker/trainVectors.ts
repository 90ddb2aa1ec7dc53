import { concatenate } from '../../engine/core/concatenate';
import { encodeLatin1 } from '../../engine/core/latin1';
import type { IdSource } from '../../engine/data/storedIds';
import type { ModelStore } from '../../engine/storage/models/modelStore';
import { newId } from '../../engine/storage/paths';
import { beginVectorTraining } from '../../engine/vectors/beginTraining';
import { checkFrequentWord, configureVectors, passesOver } from '../../engine/vectors/configureVectors';
import { subwordFileOf } from '../../engine/vectors/files/subwordTensors';
import { binaryOf } from '../../engine/vectors/files/write';
import {
  decodeTraining,
  digestOf,
  encodeTraining,
  type StoppedTraining,
} from '../../engine/vectors/trainingFile';
import { countWords, vocabularyText } from '../../engine/vectors/word2vec/vocabulary';
import { UserError } from '../../protocol/userError';
import type { ContinueVectorsParams, TrainVectorsParams, VectorsRecord } from '../../protocol/vectorsRecord';
import { encodedIds } from '../encodedIds';
import { openedText } from '../openedText';
import { newHash, randomSuffix, systemClock } from '../ports';
import type { TemporaryFile } from '../temporaryFile';
import { describeSource } from './describeSource';
import type { VectorsControls } from './vectorsControls';
import { vectorsText } from './vectorsText';

/** What a training of word vectors uses. */
export interface VectorsPorts {
  readonly store: ModelStore;
  readonly controls: VectorsControls;
  /** The storage for the words of a large text. */
  readonly storage: TemporaryFile;
}

/** What to train: a new training, or one that was stopped. */
type Training = Omit<StoppedTraining, 'state' | 'text' | 'notes'> & Partial<Pick<StoppedTraining, 'state'>>;

/** Trains word vectors on a text and stores them next to the runs. */
export async function trainVectors(
  ports: VectorsPorts,
  { name, text: source, settings }: TrainVectorsParams,
): Promise<VectorsRecord> {
  const text = openedText(source);
  const configuration = configureVectors(settings);
  const { words, locale } = vectorsText(text, settings, configuration);
  const vocabulary = countWords(words, configuration.minimumCount);
  checkFrequentWord(vocabulary.words, text.name, configuration);
  const iterations = passesOver(vocabulary.total, configuration);
  const createdAt = systemClock.timestamp();
  const record: VectorsRecord = {
    version: 1,
    kind: 'vectors',
    id: newId(createdAt, randomSuffix()),
    name,
    createdAt,
    // The end-of-sentence symbol does not count.
    vocabulary: vocabulary.words.length - 1,
    text: describeSource(text, vocabulary.total),
    settings: { ...settings, 'vectors.passes': iterations, 'text.locale': locale },
    size: configuration.size,
  };
  const ids = encodedIds({ ...text, bytes: words }, vocabulary, () => ports.storage);
  const { exact } = configuration;
  return train(ports, record, { exact, options: { ...configuration, iterations }, vocabulary }, ids);
}

/**
 * Continues a training of word vectors that the user stopped. The vectors are then those of a training that
 * was never stopped. Throws a UserError if the text has changed since.
 */
export async function continueVectors(
  ports: VectorsPorts,
  { id, text: source }: ContinueVectorsParams,
): Promise<VectorsRecord> {
  const { trained: _, ...record } = await ports.store.readVectors(id);
  const stopped = decodeTraining(await ports.store.stoppedTraining(record), record.name, newHash);
  const text = openedText(source);
  const { words } = vectorsText(text, record.settings, configureVectors(record.settings));
  const ids = encodedIds({ ...text, bytes: words }, stopped.vocabulary, () => ports.storage);
  if (digestOf(ids, newHash) === stopped.text) return train(ports, record, stopped, ids);
  throw new UserError('The training cannot continue, because the text "{0}" has changed since.', [text.name]);
}

/** Trains to the end, or until the user stops it, and stores the vectors. */
async function train(
  { store, controls }: VectorsPorts,
  complete: VectorsRecord,
  { exact, options, vocabulary, state }: Training,
  ids: IdSource,
): Promise<VectorsRecord> {
  const training = await beginVectorTraining({ vocabulary, options, exact, state });
  const isComplete = await controls.run(training, vocabulary.words, training.run(ids));
  const { words, allWords } = training.progress;
  const record = isComplete ? complete : { ...complete, trained: Math.min(1, words / allWords) };
  const stopped = {
    exact,
    options,
    vocabulary,
    state: training.state(),
    text: digestOf(ids, newHash),
    notes: {},
  };
  const vectors = training.vectors();
  const { size, subwords } = vectors;
  await store.saveVectors(record, {
    vectors: concatenate(Uint8Array, [...binaryOf(vectors)]),
    vocabulary: encodeLatin1(vocabularyText(vocabulary)),
    ...(subwords && { subwords: subwordFileOf(subwords, size) }),
    ...(!isComplete && { training: encodeTraining(stopped, newHash) }),
  });
  return record;
}
