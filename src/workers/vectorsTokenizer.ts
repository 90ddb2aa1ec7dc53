import { configure } from '../engine/configuration/configure';
import { tokenizerOf, withLocale } from '../engine/configuration/text';
import type { ReadableText } from '../engine/data/decode';
import type { Tokenizer } from '../engine/data/tokenizer';
import type { VectorConfiguration } from '../engine/vectors/configureVectors';
import type { RunSettings, SettingValue } from '../protocol/run';

/**
 * Returns the tokenizer that divides a text into words for word vectors, and the language whose rules it
 * follows (empty if none).
 */
export function vectorsTokenizer(
  text: ReadableText,
  settings: RunSettings,
  unit: VectorConfiguration['unit'],
): { readonly tokenizer: Tokenizer; readonly locale: SettingValue } {
  const { 'text.locale': locale = '', 'text.filter': filter = 'none' } = settings;
  const configuration = configure({ 'text.unit': unit, 'text.locale': locale, 'text.filter': filter });
  const reading = withLocale(configuration, text);
  return { tokenizer: tokenizerOf(reading), locale: reading['text.locale'] };
}
