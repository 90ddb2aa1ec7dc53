import type { ClassicName } from '../../../common/classics/classicThresholds';
import { generatedText, type LabelledToken, labelledTokens } from '../generators';

/** A text that no network was trained on, from the generator of an experiment. */
export interface NewText {
  readonly text: string;
  readonly tokens: readonly LabelledToken[];
}

/** Seed of the new texts. Experiments use small seeds. */
const SEED = 1_000_003;
/** Number of bits, consonants or sentences. */
const numbers: Readonly<Record<ClassicName, number>> = {
  xor: 3000,
  letters: 1000,
  words: 200,
  lexical: 10_000,
  agreement: 2000,
};

/** Returns the new text of an experiment. All sentences of `agreement` have a relative clause. */
export function newTextOf(name: ClassicName): NewText {
  const params = { number: numbers[name], seed: SEED, complex: 1 };
  return {
    text: [...generatedText(name, params)].join(''),
    tokens: [...labelledTokens(name, params)],
  };
}
