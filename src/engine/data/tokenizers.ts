import { characters } from './characters';
import type { Tokenizer } from './tokenizer';
import { words } from './words';

/** Every text unit, by the name that the setting `elman.text.unit` has for it. */
export const tokenizers = { character: characters, word: words } satisfies Record<string, Tokenizer>;

export type TextUnit = keyof typeof tokenizers;
