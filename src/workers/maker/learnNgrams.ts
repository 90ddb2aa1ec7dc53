import { configure } from '../../engine/configuration/configure';
import { textSettingsOf, tokenizerOf, withLocale } from '../../engine/configuration/text';
import { concatenate } from '../../engine/core/concatenate';
import { writeArpa } from '../../engine/families/ngram/arpa/write';
import { type LearnOptions, learn } from '../../engine/families/ngram/learn';
import type { ModelStore } from '../../engine/storage/models/modelStore';
import { newId } from '../../engine/storage/paths';
import { describeText } from '../../engine/train/trainingTexts';
import type { LearnParams, NgramRecord } from '../../protocol/storedModels';
import { randomSuffix, systemClock } from '../ports';
import { withTemporaryFiles } from '../temporaryFile';

/** Bytes of memory for sorting n-grams. N-grams that need more memory are sorted on disk. */
const SORTING = 2 ** 28;

/**
 * Trains an n-gram model on a text and stores it next to the runs. Uses interpolation and no pruning, as
 * KenLM does.
 */
export async function learnNgrams(store: ModelStore, params: LearnParams): Promise<NgramRecord> {
  const { name, text, order, smoothing } = params;
  const configuration = withLocale(configure(params.settings), text);
  const tokenizer = tokenizerOf(configuration);
  const options: LearnOptions = {
    tokenizer,
    minimumWordCount: configuration['text.minimumCount'],
    order,
    byLength: () => ({ smoothing, interpolate: true, minimumCount: 1, added: 0.1 }),
  };
  return withTemporaryFiles(async newStorage => {
    const { ngrams, tokens } = learn(text, { ...options, sorting: { memory: SORTING, newStorage } });
    const createdAt = systemClock.timestamp();
    const record: NgramRecord = {
      version: 1,
      kind: 'ngram',
      id: newId(createdAt, randomSuffix()),
      name,
      createdAt,
      vocabulary: ngrams.vocabulary.size,
      text: describeText(text, tokens),
      settings: textSettingsOf(configuration),
      smoothing,
      ngrams: ngrams.levels.map(({ words }) => words.length),
    };
    await store.create(record, concatenate(Uint8Array, [...writeArpa(ngrams, { unit: tokenizer.id })]));
    return record;
  });
}
