import { characters } from './characters';
import { segmented } from './segmented';
import type { Tokenizer } from './tokenizer';
import { words } from './words';

/** Every text unit for a locale (BCP 47), by the name that the setting `elman.text.unit` has for it. */
export const tokenizers = {
  character: () => characters,
  word: () => words,
  segmented,
} satisfies Record<string, (locale: string) => Tokenizer>;

export type TextUnit = keyof typeof tokenizers;

/** A unit by a name that tells its locale where words depend on one: `character`, `word`, `segmented ja`. */
export const unitName = (unit: TextUnit, locale: string) =>
  unit === 'segmented' ? `${unit} ${locale}` : unit;
