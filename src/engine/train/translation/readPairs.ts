import type { PairsLeftOut } from '../../../protocol/translationFigures';
import { tokenizerOf } from '../../configuration/text';
import type { TranslationConfiguration } from '../../configuration/translation';
import type { ReadableText } from '../../data/decode';
import { type PairData, readPairData } from '../../data/pairs/pairData';
import { noPairsLeftOut, type TextPair, textPairs } from '../../data/pairs/textPairs';

/** The pairs of a training, and what was left out of its texts. */
export interface PairReading {
  readonly data: PairData;
  readonly leftOut: PairsLeftOut;
  /** Of the separate validation text, if there is one. */
  readonly validationLeftOut?: PairsLeftOut;
}

/** Reads the pairs of a training. Throws a UserError for texts that cannot be used. */
export function readPairs(
  settings: TranslationConfiguration,
  text: ReadableText,
  validationText: ReadableText | undefined,
): PairReading {
  const { configuration } = settings;
  const training = countedReader(settings, text);
  const validation = validationText && countedReader(settings, validationText);
  const data = readPairData({
    name: text.name,
    read: training.read,
    ...(validation && { readValidation: validation.read }),
    openVocabulary: tokenizerOf(configuration).openVocabulary,
    minimumCount: configuration['text.minimumCount'],
    fraction: configuration['validation.fraction'],
    seed: configuration['training.seed'],
  });
  const validationLeftOut = validation?.leftOut();
  return { data, leftOut: training.leftOut(), ...(validationLeftOut && { validationLeftOut }) };
}

/** Returns a function that reads the pairs, any number of times, and the counts of the last reading. */
function countedReader({ configuration, translation }: TranslationConfiguration, text: ReadableText) {
  const tokenizer = tokenizerOf(configuration);
  let leftOut = noPairsLeftOut();
  return {
    read: (): Iterable<TextPair> => {
      leftOut = noPairsLeftOut();
      return textPairs(text, tokenizer, translation.longest, leftOut);
    },
    leftOut: () => leftOut,
  };
}
