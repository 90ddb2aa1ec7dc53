import * as v from 'valibot';
import type { Configuration } from '../../settings/settings';
import { configure } from '../configuration/configure';
import { knownSettings } from '../configuration/names';
import { textSettingsOf } from '../configuration/text';
import { checkDistinct } from '../data/vocabulary';
import { parseJson } from '../storage/parseJson';
import { settings } from '../storage/schemas';

const symbolList = v.array(v.string());

/** What the metadata of a hidden Markov model or of a linear dynamical system contain. */
export interface TrainingMetadata<Training> {
  readonly symbols: readonly string[];
  /** The settings of the text, by which the tokenizer is chosen. */
  readonly configuration: Configuration;
  /** How far the model was trained. */
  readonly training: Training;
}

/** Encodes metadata for a safetensors file. `format` is the first entry, by which the file is recognised. */
export function encodeMetadata(
  format: string,
  { symbols, configuration, training }: TrainingMetadata<object>,
): Record<string, string> {
  return {
    format,
    settings: JSON.stringify(textSettingsOf(configuration)),
    vocabulary: JSON.stringify(symbols),
    training: JSON.stringify(training),
  };
}

/**
 * Decodes what `encodeMetadata` wrote. Undefined if an entry is missing or damaged. Throws a UserError if a symbol occurs
 * twice.
 */
export function decodeMetadata<Training>(
  metadata: Readonly<Record<string, string>>,
  schema: v.GenericSchema<unknown, Training>,
): TrainingMetadata<Training> | undefined {
  const stored = parseJson(settings, metadata.settings ?? '');
  const symbols = parseJson(symbolList, metadata.vocabulary ?? '');
  const training = parseJson(schema, metadata.training ?? '');
  if (!stored || !symbols || training === undefined) return undefined;
  checkDistinct(symbols);
  return { symbols, configuration: configure(knownSettings(stored)), training };
}
