import type { LabelConfiguration } from '../../configuration/labels';
import { tokenizerOf } from '../../configuration/text';
import type { ReadableText } from '../../data/decode';
import { type LabelledData, readLabelledData } from '../../data/labelled/labelledData';
import { labelledTexts } from '../../data/labelled/labelledTexts';
import { type LeftOut, nothingLeftOut, type RawExample } from '../../data/labelled/rawExample';
import { taggedSentences } from '../../data/labelled/taggedSentences';

/** The examples of a training, and what was left out of its texts. */
export interface LabelReading {
  readonly data: LabelledData;
  readonly leftOut: LeftOut;
  /** Of the separate validation text, if there is one. */
  readonly validationLeftOut?: LeftOut;
}

/** Yields the examples of a labelled text. Counts what it leaves out. */
export function readExamples(
  { configuration, labels: { task, longest } }: LabelConfiguration,
  text: ReadableText,
  leftOut: LeftOut = nothingLeftOut(),
): Iterable<RawExample> {
  return task === 'tag'
    ? taggedSentences(text, longest, leftOut)
    : labelledTexts(text, tokenizerOf(configuration), longest, leftOut);
}

/** Reads the examples of a training. Throws a UserError for texts that cannot be used. */
export function readLabels(
  settings: LabelConfiguration,
  text: ReadableText,
  validationText: ReadableText | undefined,
): LabelReading {
  const { configuration, labels } = settings;
  const isTagged = labels.task === 'tag';
  const [training, validation] = [
    countedReader(settings, text),
    validationText && countedReader(settings, validationText),
  ];
  const data = readLabelledData({
    name: text.name,
    read: training.read,
    ...(validation && { readValidation: validation.read }),
    isTagged,
    openVocabulary: isTagged || tokenizerOf(configuration).openVocabulary,
    minimumCount: configuration['text.minimumCount'],
    fraction: configuration['validation.fraction'],
    seed: configuration['training.seed'],
  });
  const validationLeftOut = validation?.leftOut();
  return { data, leftOut: training.leftOut(), ...(validationLeftOut && { validationLeftOut }) };
}

/** Returns a function that reads the examples, any number of times, and the counts of the last reading. */
function countedReader(settings: LabelConfiguration, text: ReadableText) {
  let leftOut = nothingLeftOut();
  return {
    read: () => {
      leftOut = nothingLeftOut();
      return readExamples(settings, text, leftOut);
    },
    leftOut: () => leftOut,
  };
}
