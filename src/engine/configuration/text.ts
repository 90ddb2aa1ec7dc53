import type { RunSettings } from '../../protocol/run';
import type { Configuration } from '../../settings/settings';
import { lineEndsOf } from '../data/characters';
import { decode, type TextBytes } from '../data/decode';
import { withFilter } from '../data/filters/filtered';
import { guessLocale } from '../data/locale';
import { acceptingStrayMarks } from '../data/marks';
import type { Tokenizer } from '../data/tokenizer';
import { tokenizers } from '../data/tokenizers';

type TextSettings = Pick<
  Configuration,
  'text.unit' | 'text.locale' | 'text.whiteSpace' | 'text.lineEnds' | 'text.strayMarks' | 'text.filter'
>;

/** Returns the tokenizer that the settings of a configuration specify. */
export function tokenizerOf(configuration: TextSettings): Tokenizer {
  const unit = tokenizers[configuration['text.unit']];
  const tokenizer = unit(
    configuration['text.locale'] || 'en',
    configuration['text.whiteSpace'],
    configuration['text.lineEnds'],
  );
  const accepting =
    configuration['text.strayMarks'] === 'unknown' ? acceptingStrayMarks(tokenizer) : tokenizer;
  return withFilter(accepting, configuration['text.filter']);
}

/** Returns the settings of the text, whose names begin with `text.`. Models and records store them. */
export function textSettingsOf(configuration: Configuration): RunSettings {
  return Object.fromEntries(Object.entries(configuration).filter(([name]) => name.startsWith('text.')));
}

/**
 * Adds the setting for line endings to settings of older runs and models that do not have it. Older versions
 * kept line endings unchanged ("keep"). `symbols`: the model's vocabulary. If it has no carriage return,
 * neither had the training text, and "newline" would have given the same model. "newline" is then used
 * instead, because it can also read texts with other line endings.
 */
export function withLineEnds(settings: RunSettings, symbols?: readonly string[]): RunSettings {
  return { 'text.lineEnds': symbols ? lineEndsOf(symbols) : 'keep', ...settings };
}

/**
 * Returns the configuration with a locale that is guessed from the text, if the tokenizer needs a locale and
 * none is set. The run stores this locale, so that later texts are split in the same way. Throws a UserError
 * for bytes that are not text.
 */
export function withLocale(
  configuration: Configuration,
  text: { readonly name: string; readonly bytes: TextBytes },
): Configuration {
  if (configuration['text.unit'] !== 'segmented' || configuration['text.locale'] !== '') return configuration;
  const { value: beginning = '' } = decode(text.bytes, text.name).next();
  return { ...configuration, 'text.locale': guessLocale(beginning) };
}
