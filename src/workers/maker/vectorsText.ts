import type { TextBytes } from '../../engine/data/decode';
import { textFingerprint } from '../../engine/storage/digest';
import type { RunSource } from '../../engine/train/firstReading';
import type { VectorConfiguration } from '../../engine/vectors/configureVectors';
import { trainingWords } from '../../engine/vectors/trainingWords';
import type { RunSettings, RunText, SettingValue } from '../../protocol/run';
import { newHash } from '../ports';
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

/** Returns the description of a text for the record of its vectors. `tokens` is its number of words. */
export function describeVectorsText({ name, uri, bytes, size }: RunSource, tokens: number): RunText {
  const length = bytes instanceof Uint8Array ? bytes.length : (size ?? 0);
  return { name, uri, fingerprint: textFingerprint(bytes, newHash), bytes: length, tokens };
}
