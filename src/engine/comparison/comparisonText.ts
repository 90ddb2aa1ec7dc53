import type { Configuration } from '../../settings/settings';
import { tokenizerOf } from '../configuration/text';
import { checkSymbols, checkValidationText } from '../data/checkTexts';
import { readCorpus, splitCorpus } from '../data/corpus';
import type { ReadableText } from '../data/decode';
import { SENTENCE_END } from '../data/tokenizer';
import type { ComparisonText } from './comparedKind';

/** Share of the tokens, at the end of the text, on which the models are compared. */
const HELD_OUT = 0.1;

/**
 * Reads a text and splits off the last tenth of its tokens. Throws a UserError for a text that is too short or has only one
 * symbol.
 */
export function comparisonText(text: ReadableText, configuration: Configuration): ComparisonText {
  const tokenizer = tokenizerOf(configuration);
  const corpus = readCorpus(text, tokenizer, configuration['text.minimumCount']);
  const { training, validation } = splitCorpus(corpus, HELD_OUT);
  const { vocabulary } = corpus;
  checkSymbols(corpus, text.name);
  checkValidationText(validation, text.name);
  const sentenceEnd = vocabulary.symbols.indexOf(SENTENCE_END);
  return {
    name: text.name,
    configuration,
    vocabulary,
    training: Int32Array.from(training.ids.subarray(0, training.ids.length)),
    heldOut: Int32Array.from(validation.ids.subarray(0, validation.ids.length)),
    ...(sentenceEnd >= 0 && { sentenceEnd }),
  };
}
