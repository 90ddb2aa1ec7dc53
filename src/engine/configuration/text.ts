import type { RunSettings } from '../../protocol/run';
import { lineEndsOf } from '../data/characters';
import { decode, type TextBytes } from '../data/decode';
import { guessLocale } from '../data/locale';
import { acceptingStrayMarks } from '../data/marks';
import type { Tokenizer } from '../data/tokenizer';
import { tokenizers } from '../data/tokenizers';
import type { Configuration } from './configuration';

type TextSettings = Pick<
  Configuration,
  'text.unit' | 'text.locale' | 'text.whiteSpace' | 'text.lineEnds' | 'text.strayMarks'
>;

/** What cuts texts into tokens. */
export function tokenizerOf(configuration: TextSettings): Tokenizer {
  const unit = tokenizers[configuration['text.unit']];
  const tokenizer = unit(
    configuration['text.locale'] || 'en',
    configuration['text.whiteSpace'],
    configuration['text.lineEnds'],
  );
  return configuration['text.strayMarks'] === 'unknown' ? acceptingStrayMarks(tokenizer) : tokenizer;
}

/**
 * The settings of a stored run or model. Before there was a choice, ends of lines were kept as they are; where none of
 * its `symbols` is a carriage return that makes no difference to what it was trained on.
 */
export function withLineEnds(settings: RunSettings, symbols?: readonly string[]): RunSettings {
  return { 'text.lineEnds': symbols ? lineEndsOf(symbols) : 'keep', ...settings };
}

/**
 * The same with a locale that the text tells, where words depend on one and none was chosen: a run keeps it, so that
 * whatever it reads later is cut alike. Throws a UserError for bytes that are no text.
 */
export function withLocale(
  configuration: Configuration,
  text: { readonly name: string; readonly bytes: TextBytes },
): Configuration {
  if (configuration['text.unit'] !== 'segmented' || configuration['text.locale'] !== '') return configuration;
  const { value: beginning = '' } = decode(text.bytes, text.name).next();
  return { ...configuration, 'text.locale': guessLocale(beginning) };
}
