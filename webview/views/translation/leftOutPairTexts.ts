import type { NumberFormat } from '../../../src/charts/format';
import { type PageText, type PageTexts, text } from '../../../src/charts/texts';
import type { MissingPairs, PairsLeftOut, TranslatorFigures } from '../../../src/protocol/translationFigures';

type Counts = PairsLeftOut & MissingPairs;

/** What is left out of a text or replaced, with the sentences that say so. */
const sentences: Readonly<Record<keyof Counts, PageText>> = {
  emptyLines: text('Left out: empty lines: {0}.'),
  emptySources: text('Left out: pairs with an empty source: {0}.'),
  emptyTargets: text('Left out: pairs with an empty target: {0}.'),
  tooLong: text('Left out: pairs longer than elman.text.longest: {0}.'),
  unknownSymbols: text('Unknown symbols in held-out sources: {0}.'),
  unknownPairs: text(
    'Left out: held-out pairs with an unknown symbol in the target, or no known one in the source: {0}.',
  ),
  repeated: text('Left out: held-out pairs that are also trained on: {0}.'),
};

/** Returns sentences about what a training left out of its texts. */
export function leftOutPairTexts(
  { leftOut, validationLeftOut, missing }: TranslatorFigures,
  t: PageTexts['t'],
  numbers: NumberFormat,
): string[] {
  const sentencesOf = (counts: Partial<Counts>) =>
    (Object.keys(sentences) as (keyof Counts)[])
      .filter(key => (counts[key] ?? 0) > 0)
      .map(key => t(sentences[key], numbers.whole(counts[key] ?? 0)));
  return [
    ...sentencesOf(leftOut),
    ...sentencesOf(validationLeftOut ?? {}).map(each => t('Validation text: {0}', each)),
    ...sentencesOf(missing),
  ];
}
