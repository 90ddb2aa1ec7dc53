import { type GeneratorName, generatedText, type LabelledToken, labelledTokens } from '../generators';

/** A text that no network was trained on, from the generator of an experiment. */
export interface NewText {
  readonly text: string;
  readonly tokens: readonly LabelledToken[];
}

/**
 * The generators whose texts measure a network that was trained on such a text. Not `plans`, whose network predicts the
 * actions only if its state is cleared before each plan, and not those for taggers.
 */
export type MeasuredGenerator = Exclude<
  GeneratorName,
  'plans' | 'spelling' | 'delayed-copy' | 'delayed-reverse'
>;

/** Seed of the new texts. Experiments use small seeds. */
const SEED = 1_000_003;
/** The size of each new text: the generator's `number`. */
const numbers: Readonly<Record<MeasuredGenerator, number>> = {
  xor: 3000,
  letters: 1000,
  words: 200,
  lexical: 10_000,
  agreement: 2000,
  copy: 500,
  reverse: 500,
  parity: 1000,
  dialogue: 300,
  adding: 500,
};

export const isMeasured = (name: GeneratorName): name is MeasuredGenerator => name in numbers;

/** Returns the new text of an experiment. All sentences of `agreement` have a relative clause. */
export function newTextOf(name: MeasuredGenerator): NewText {
  const params = { number: numbers[name], seed: SEED, complex: 1 };
  return {
    text: [...generatedText(name, params)].join(''),
    tokens: [...labelledTokens(name, params)],
  };
}
