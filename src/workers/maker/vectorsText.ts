import type { TextBytes } from '../../engine/data/decode';
import type { RunSource } from '../../engine/train/firstReading';
import type { VectorConfiguration } from '../../engine/vectors/configureVectors';
import { trainingWords } from '../../engine/vectors/trainingWords';
import type { RunSettings, SettingValue } from '../../protocol/run';
import { vectorsTokenizer } from '../vectorsTokenizer';

/** A text as a training of word vectors reads it. */
export interface VectorsText {
  /** Its words in the form that word2vec reads. */
  readonly words: TextBytes;
  /** The language by whose rules the text is divided into words. Empty if it is not divided by language. */
  readonly locale: SettingValue;
}

/** Divides a text into words by the settings. */
export function vectorsText(
  text: RunSource,
  settings: RunSettings,
  { unit, lowerCase }: Pick<VectorConfiguration, 'unit' | 'lowerCase'>,
): VectorsText {
  const { tokenizer, locale } = vectorsTokenizer(text, settings, unit);
  const words = trainingWords(text, tokenizer, { lowerCase, wordsOnly: unit === 'segmented' });
  return { words, locale };
}
