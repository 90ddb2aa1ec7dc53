import { configure } from '../../engine/configuration/configure';
import { tokenizerOf, withLocale } from '../../engine/configuration/text';
import { concatenate } from '../../engine/core/concatenate';
import { encodeLatin1 } from '../../engine/core/latin1';
import type { TextBytes } from '../../engine/data/decode';
import { IdList } from '../../engine/data/idList';
import type { ModelStore } from '../../engine/storage/models/modelStore';
import { newId } from '../../engine/storage/paths';
import { describeText } from '../../engine/train/trainingTexts';
import { checkFrequentWord, configureVectors, passesOver } from '../../engine/vectors/configureVectors';
import { binaryOf } from '../../engine/vectors/files/write';
import { trainingWords } from '../../engine/vectors/trainingWords';
import type { VectorTraining } from '../../engine/vectors/vectorTraining';
import { encodeWords } from '../../engine/vectors/word2vec/encode';
import { countWords, vocabularyText, type WordCounts } from '../../engine/vectors/word2vec/vocabulary';
import { Word2vec } from '../../engine/vectors/word2vec/word2vec';
import type { TrainVectorsParams, VectorsProgress, VectorsRecord } from '../../protocol/vectorsRecord';
import { randomSuffix, systemClock, yieldToMessages } from '../ports';
import { VectorsReports } from './vectorsReports';

/** The functions by which the caller follows and stops a training of word vectors. */
export interface VectorsControls {
  readonly send: (progress: VectorsProgress) => void;
  /** Called with the reports of the training when it begins. */
  readonly begun: (reports: VectorsReports) => void;
  readonly isStopped: () => boolean;
}

/** Trains word vectors on a text and stores them next to the runs. */
export async function trainVectors(
  store: ModelStore,
  { name, text, settings }: TrainVectorsParams,
  controls: VectorsControls,
): Promise<VectorsRecord> {
  const configuration = configureVectors(settings);
  const { 'text.locale': locale = '', 'text.filter': filter = 'none' } = settings;
  const reading = withLocale(
    configure({ 'text.unit': configuration.unit, 'text.locale': locale, 'text.filter': filter }),
    text,
  );
  const words = trainingWords(text, tokenizerOf(reading), {
    lowerCase: configuration.lowerCase,
    wordsOnly: configuration.unit === 'segmented',
  });
  const vocabulary = countWords(words, configuration.minimumCount);
  checkFrequentWord(vocabulary.words, text.name, configuration);
  const iterations = passesOver(vocabulary.total, configuration);
  const training = new Word2vec(vocabulary, { ...configuration, iterations });
  const reports = new VectorsReports(training, vocabulary.words, controls.send);
  controls.begun(reports);
  const isComplete = await trainOn(training, encoded(words, vocabulary), reports, controls.isStopped);
  const createdAt = systemClock.timestamp();
  const record: VectorsRecord = {
    version: 1,
    kind: 'vectors',
    id: newId(createdAt, randomSuffix()),
    name,
    createdAt,
    // The end-of-sentence symbol does not count.
    vocabulary: vocabulary.words.length - 1,
    text: describeText(text, vocabulary.total),
    settings: { ...settings, 'vectors.passes': iterations, 'text.locale': reading['text.locale'] },
    size: configuration.size,
    ...(!isComplete && { trained: training.progress.words / training.progress.allWords }),
  };
  await store.createVectors(record, {
    vectors: concatenate(Uint8Array, [...binaryOf(training.vectors())]),
    vocabulary: encodeLatin1(vocabularyText(vocabulary)),
  });
  return record;
}

function encoded(words: TextBytes, vocabulary: WordCounts) {
  const ids = new IdList(vocabulary.words.length);
  encodeWords(words, vocabulary, ids);
  return ids.take();
}

/** Trains to the end, or until the user stops it. Returns whether the training has reached its end. */
async function trainOn(
  training: VectorTraining,
  ids: ReturnType<typeof encoded>,
  reports: VectorsReports,
  isStopped: () => boolean,
): Promise<boolean> {
  for (const _ of training.run(ids)) {
    reports.slice();
    await yieldToMessages();
    if (isStopped()) return false;
  }
  reports.report();
  return true;
}
