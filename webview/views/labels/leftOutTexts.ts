import type { NumberFormat } from '../../../src/charts/format';
import type { PageTexts } from '../../../src/charts/texts';
import { plural } from '../../../src/common/plural';
import type { LabellingFigures, LeftOutCounts } from '../../../src/protocol/labelFigures';

/** Number of rare labels that are named. */
const NAMED = 10;

/** Returns sentences about what a training left out of its texts, and about labels that only one example has. */
export function leftOutTexts(
  { leftOut, validationLeftOut, unknownExamples, unknownTokens, rareLabels }: LabellingFigures,
  t: PageTexts['t'],
  numbers: NumberFormat,
): string[] {
  const number = (value: number) => numbers.whole(value);
  const names = rareLabels.slice(0, NAMED).join(', ');
  return [
    ...countsText(leftOut, t, number),
    ...(validationLeftOut
      ? countsText(validationLeftOut, t, number).map(each => t('Validation text: {0}', each))
      : []),
    ...(rareLabels.length > 0
      ? [
          plural(
            rareLabels.length,
            t('{0} label has only one example, which is not held out: {1}', number(rareLabels.length), names),
            t(
              '{0} labels have only one example, which is not held out: {1}',
              number(rareLabels.length),
              names,
            ),
          ),
        ]
      : []),
    ...(unknownExamples > 0
      ? [
          plural(
            unknownExamples,
            t(
              'Left out: {0} held-out example with an unknown label or without a known token.',
              number(unknownExamples),
            ),
            t(
              'Left out: {0} held-out examples with an unknown label or without a known token.',
              number(unknownExamples),
            ),
          ),
        ]
      : []),
    ...(unknownTokens > 0
      ? [
          plural(
            unknownTokens,
            t('{0} unknown token in the held-out examples.', number(unknownTokens)),
            t('{0} unknown tokens in the held-out examples.', number(unknownTokens)),
          ),
        ]
      : []),
  ];
}

function countsText(
  { emptyLines, emptyTexts, shortened }: LeftOutCounts,
  t: PageTexts['t'],
  number: (value: number) => string,
): string[] {
  return [
    ...(emptyLines > 0
      ? [
          plural(
            emptyLines,
            t('Left out: {0} empty line.', number(emptyLines)),
            t('Left out: {0} empty lines.', number(emptyLines)),
          ),
        ]
      : []),
    ...(emptyTexts > 0
      ? [
          plural(
            emptyTexts,
            t('Left out: {0} text without tokens.', number(emptyTexts)),
            t('Left out: {0} texts without tokens.', number(emptyTexts)),
          ),
        ]
      : []),
    ...(shortened > 0
      ? [
          plural(
            shortened,
            t('Left out: the end of {0} example that is longer than elman.text.longest.', number(shortened)),
            t(
              'Left out: the ends of {0} examples that are longer than elman.text.longest.',
              number(shortened),
            ),
          ),
        ]
      : []),
  ];
}
