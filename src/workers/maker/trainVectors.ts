import { configure } from '../../engine/configuration/configure';
import { tokenizerOf, withLocale } from '../../engine/configuration/text';
import { concatenate } from '../../engine/core/concatenate';
import { encodeLatin1 } from '../../engine/core/latin1';
import type { TextBytes } from '../../engine/data/decode';
import { IdList } from '../../engine/data/idList';
import type { ModelStore } from '../../engine/storage/models/modelStore';
import { newId } from '../../engine/storage/paths';
import { describeText } from '../../engine/train/trainingTexts';
import { checkFrequentWord, configureVectors } from '../../engine/vectors/configureVectors';
import { binaryOf } from '../../engine/vectors/files/write';
import { trainingWords } from '../../engine/vectors/trainingWords';
import type { VectorTraining } from '../../engine/vectors/vectorTraining';
import { encodeWords } from '../../engine/vectors/word2vec/encode';
import { countWords, vocabularyText, type WordCounts } from '../../engine/vectors/word2vec/vocabulary';
import { Word2vec } from '../../engine/vectors/word2vec/word2vec';
import type { TrainVectorsParams, VectorsRecord } from '../../protocol/vectorsRecord';
import { randomSuffix, systemClock, yieldToMessages } from '../ports';

/**
 * Trains word vectors on a text and stores them next to the runs. Calls `report` with the completed fraction,
 * from 0 to 1.
 */
export async function trainVectors(
  store: ModelStore,
  { name, text, settings }: TrainVectorsParams,
  report: (share: number) => void,
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
  const training = new Word2vec(vocabulary, configuration);
  await trainOn(training, encoded(words, vocabulary), report);
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
    settings: { ...settings, 'text.locale': reading['text.locale'] },
    size: configuration.size,
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

/**
 * Trains to the end. Calls `report` with the number of words read in all passes, as a fraction from 0 to 1.
 */
async function trainOn(
  training: VectorTraining,
  ids: ReturnType<typeof encoded>,
  report: (share: number) => void,
): Promise<void> {
  for (const _ of training.run(ids)) {
    report(training.progress.words / training.progress.allWords);
    await yieldToMessages();
  }
}
