import type { ComparisonFigures, ExperimentFigures, MeasuredUnit } from '../../protocol/experimentFigures';
import type { NumberFormat } from '../format';
import type { PageTexts } from '../texts';
import { natsPer } from './lossUnit';

/** Number of decimals of a loss in nats per token. */
const DIGITS = 3;
/** p-value below which a difference is not attributed to chance. */
export const SIGNIFICANT = 0.05;
const SMALLEST = 0.001;

export const nats = (value: number | undefined, numbers: NumberFormat) =>
  numbers.decimal(value ?? Number.NaN, DIGITS);

/** Two compared conditions, and what their losses are. */
type ComparedConditions = ComparisonFigures & { readonly unit?: MeasuredUnit };

/**
 * Returns a sentence that compares two conditions, and adds a sentence if the difference may be due to
 * chance.
 */
export function comparisonText(
  { lower, higher, difference, interval, seeds, wins, p, unit }: ComparedConditions,
  texts: PageTexts,
  numbers: NumberFormat,
): string {
  const { t } = texts;
  if (difference === 0)
    return t('{0} and {1} are equal, as means of the common seeds ({2}).', lower, higher, seeds);
  const size = nats(difference, numbers);
  if (!interval || p === undefined) return ofOneSeed([lower, higher, size], unit, texts);
  const chance =
    p < SMALLEST
      ? t('p below {0}', numbers.decimal(SMALLEST, DIGITS))
      : t('p = {0}', numbers.decimal(p, DIGITS));
  const range = [nats(interval.low, numbers), nats(interval.high, numbers)] as const;
  const figures = [lower, higher, wins, seeds, size, ...range, chance] as const;
  const found = ofSeeds(figures, unit, texts);
  return p < SIGNIFICANT ? found : `${found} ${t('The difference may be due to chance.')}`;
}

type Arguments = readonly (string | number)[];

function ofOneSeed(figures: Arguments, unit: MeasuredUnit, texts: PageTexts): string {
  const { t } = texts;
  if (unit === 'error')
    return t('{0} makes fewer errors than {1}, by {2} per label. One seed: not evidence.', ...figures);
  return t('{0} is lower than {1} by {2} {3}. One seed: not evidence.', ...figures, natsPer(unit, texts));
}

function ofSeeds(figures: Arguments, unit: MeasuredUnit, texts: PageTexts): string {
  const { t } = texts;
  if (unit === 'error')
    return t(
      '{0} makes fewer errors than {1} in {2} of {3} seeds, by {4} per label ({5} to {6}), {7}.',
      ...figures,
    );
  return t(
    '{0} is lower than {1} in {2} of {3} seeds, by {4} {8} ({5} to {6}), {7}.',
    ...figures,
    natsPer(unit, texts),
  );
}

/** Returns sentences on the statistical method of the comparisons. */
export function methodText(
  { comparisons, isPartial }: Pick<ExperimentFigures, 'comparisons' | 'isPartial'>,
  { t }: PageTexts,
  numbers: NumberFormat,
): string {
  const count = numbers.whole(comparisons.length);
  return [
    t('Differences are paired by seed, with 95% intervals.'),
    ...(comparisons.length > 1
      ? [t("p by paired t-tests, with Holm's correction for {0} comparisons.", count)]
      : []),
    ...(isPartial ? [t('Only the lowest condition is compared with the others.')] : []),
  ].join(' ');
}
