import { plural } from '../../common/plural';
import type { LeftOut } from '../../engine/data/labelled/rawExample';
import type { LabelReading } from '../../engine/train/labels/readLabels';
import type { LabelTask } from '../../protocol/run';
import { count } from '../format';

/** Number of labels that are listed. */
const LISTED = 20;

/** Returns a number with its noun: `1 text`, `2 texts`. */
export const counted = (number: number, one: string, many = `${one}s`) =>
  `${count(number)} ${plural(number, one, many)}`;

/** Returns what was read for a training and what was left out, one fact per line. */
export function readingText(task: LabelTask, { data, leftOut, validationLeftOut }: LabelReading): string {
  const { training, validation, vocabulary, labels, rareLabels } = data;
  const noun = task === 'tag' ? 'sentence' : 'text';
  const counts = training.countsOf(labels.length);
  const facts = [
    `${counted(training.count, noun)} to train on, ${count(validation?.count ?? 0)} to validate on`,
    `${counted(training.tokenCount, 'token')}, ${count(vocabulary.size)} distinct`,
    `${counted(labels.length, 'label')}: ${listed(labels.map((label, k) => `${label} ${count(counts[k])}`))}`,
    ...(rareLabels.length > 0
      ? [`${counted(rareLabels.length, 'label')} in only one ${noun}: ${listed(rareLabels)}`]
      : []),
    ...leftOutFacts(noun, leftOut),
    ...(validationLeftOut ? leftOutFacts(`validation ${noun}`, validationLeftOut) : []),
    ...unknownFacts(noun, data),
  ];
  return `${facts.join('\n')}\n`;
}

export function leftOutFacts(noun: string, { emptyLines, emptyTexts, shortened, tokens }: LeftOut): string[] {
  return [
    ...(emptyLines > 0 ? [`left out: ${counted(emptyLines, 'empty line')}`] : []),
    ...(emptyTexts > 0 ? [`left out: ${counted(emptyTexts, noun)} without tokens`] : []),
    ...(shortened > 0
      ? [`left out: the last ${counted(tokens, 'token')} of ${counted(shortened, noun)} (--longest)`]
      : []),
  ];
}

function unknownFacts(noun: string, { unknownTokens, unknownExamples }: LabelReading['data']): string[] {
  return [
    ...(unknownTokens > 0 ? [`${counted(unknownTokens, 'unknown token')} in the validation data`] : []),
    ...(unknownExamples > 0
      ? [
          `left out: ${counted(unknownExamples, `validation ${noun}`)} with an unknown label or without a known token`,
        ]
      : []),
  ];
}

const listed = (items: readonly string[]) =>
  items.length > LISTED ? `${items.slice(0, LISTED).join(', ')} ...` : items.join(', ');
