import type { RunText } from '../../protocol/run';
import type { SourceText } from '../../protocol/trainer';
import type { Configuration } from '../configuration/configuration';
import { windowLength } from '../configuration/network';
import { tokenizerOf } from '../configuration/text';
import {
  type Corpus,
  checkCorpus,
  checkValidationText,
  type EncodedText,
  encodeText,
  readCorpus,
  splitCorpus,
} from '../data/corpus';
import { outputs } from '../nn/outputs';
import { fingerprint } from '../storage/digest';

/** What a run learns from, and what it is validated on, if anything. */
export interface TrainingTexts {
  readonly training: Corpus;
  readonly validation?: EncodedText;
}

type Bytes = Pick<SourceText, 'name' | 'bytes'>;

/** A validation text of its own takes precedence over a share of the text. Throws a UserError for texts that will not do. */
export function readTexts(
  configuration: Configuration,
  text: Bytes,
  validationText: Bytes | undefined,
): TrainingTexts {
  const tokenizer = tokenizerOf(configuration);
  const { frequentFirst } = outputs[configuration['model.output']];
  const corpus = readCorpus(text, tokenizer, configuration['text.minimumCount'], frequentFirst);
  const fraction = configuration['validation.fraction'];
  const parts: TrainingTexts = validationText
    ? { training: corpus, validation: encodeText(validationText, tokenizer, corpus.vocabulary) }
    : fraction > 0
      ? splitCorpus(corpus, fraction)
      : { training: corpus };
  checkCorpus(parts.training, text.name, windowLength(configuration), configuration['training.batch']);
  if (parts.validation) checkValidationText(parts.validation, (validationText ?? text).name);
  return parts;
}

/** How a record tells of a text. */
export function describeText({ name, uri, bytes }: SourceText, tokens: number): RunText {
  return { name, uri, fingerprint: fingerprint(bytes), bytes: bytes.length, tokens };
}
