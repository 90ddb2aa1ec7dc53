import type { RunText } from '../../protocol/run';
import type { SourceText } from '../../protocol/sourceText';
import type { Configuration } from '../../settings/settings';
import { textNeeds } from '../configuration/network';
import { tokenizerOf } from '../configuration/text';
import { checkCorpus, checkValidationText } from '../data/checkTexts';
import { type Corpus, type EncodedText, encodeText, readCorpus, splitCorpus } from '../data/corpus';
import type { ReadableText } from '../data/decode';
import { outputs } from '../nn/outputs';
import { fingerprint } from '../storage/digest';

/** The encoded texts of a run: the training text and, if there is one, the validation text. */
export interface TrainingTexts {
  readonly training: Corpus;
  readonly validation?: EncodedText;
}

/**
 * Reads and encodes the texts of a run. If there is a separate validation text, the whole training text is
 * used for training. Throws a UserError for texts that cannot be used.
 */
export function readTexts(
  configuration: Configuration,
  text: ReadableText,
  validationText: ReadableText | undefined,
): TrainingTexts {
  const tokenizer = tokenizerOf(configuration);
  const { frequentFirst } = outputs[configuration['model.output']];
  const corpus = readCorpus(text, tokenizer, configuration['text.minimumCount'], frequentFirst);
  const fraction = configuration['validation.fraction'];
  const parts: TrainingTexts = validationText
    ? { training: corpus, validation: encodeText(validationText, tokenizer, corpus.vocabulary) }
    : fraction > 0
      ? splitCorpus(corpus, fraction, configuration['validation.part'])
      : { training: corpus };
  checkCorpus(parts.training, text.name, textNeeds(configuration));
  if (parts.validation) checkValidationText(parts.validation, (validationText ?? text).name);
  return parts;
}

/** Returns the description of a text that the record of a run contains. */
export function describeText({ name, uri, bytes }: SourceText, tokens: number): RunText {
  return { name, uri, fingerprint: fingerprint(bytes), bytes: bytes.length, tokens };
}
