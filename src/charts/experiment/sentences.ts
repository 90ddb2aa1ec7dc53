import { clock } from '../../common/clock';
import type { ComparisonFigures, ExperimentFigures } from '../../protocol/experiment';
import type { ShownProgress } from '../../protocol/experimentPage';
import type { NumberFormat } from '../format';
import type { PageTexts } from '../texts';

/** Number of decimals of a loss in nats per token. */
const DIGITS = 3;
/** p-value below which a difference is not attributed to chance. */
const SIGNIFICANT = 0.05;
const SMALLEST = 0.001;

export const nats = (value: number | undefined, numbers: NumberFormat) =>
  numbers.decimal(value ?? Number.NaN, DIGITS);

/**
 * Returns a sentence that compares two conditions, and adds a sentence if the difference may be due to
 * chance.
 */
export function comparisonText(
  { lower, higher, difference, interval, seeds, wins, p }: ComparisonFigures,
  { t }: PageTexts,
  numbers: NumberFormat,
): string {
  const size = nats(difference, numbers);
  if (!interval || p === undefined)
    return t('{0} is lower than {1} by {2} nats per token. One seed: not evidence.', lower, higher, size);
  const found = t(
    '{0} is lower than {1} in {2} of {3} seeds, by {4} nats per token ({5} to {6}), {7}.',
    ...[lower, higher, wins, seeds, size, nats(interval.low, numbers), nats(interval.high, numbers)],
    p < SMALLEST
      ? t('p below {0}', numbers.decimal(SMALLEST, DIGITS))
      : t('p = {0}', numbers.decimal(p, DIGITS)),
  );
  return p < SIGNIFICANT ? found : `${found} ${t('The difference may be due to chance.')}`;
}

/** Returns sentences on the statistical method of the comparisons. */
export function methodText(
  { comparisons, isPartial }: ExperimentFigures,
  { t }: PageTexts,
  numbers: NumberFormat,
): string {
  const count = numbers.whole(comparisons.length);
  return [
    t('Differences are paired by seed, with 95 % intervals.'),
    ...(comparisons.length > 1
      ? [t("p by paired t-tests, with Holm's correction for {0} comparisons.", count)]
      : []),
    ...(isPartial ? [t('Only the lowest condition is compared with the others.')] : []),
  ].join(' ');
}

/** Returns a sentence that says how the losses in the results were measured. */
export function measureText({ isHeldOut, isBest }: ExperimentFigures, { t }: PageTexts): string {
  if (isHeldOut)
    return isBest
      ? t('Lowest loss on held-out text, in nats per token.')
      : t('Last loss on held-out text, in nats per token.');
  return isBest
    ? t('Lowest loss on the training text (smoothed), in nats per token.')
    : t('Last loss on the training text (smoothed), in nats per token.');
}

/** Returns how many runs of the experiment have ended and how long the other runs will take. */
export function progressText(
  { total, done, failed, training, secondsLeft }: ShownProgress,
  { t }: PageTexts,
  numbers: NumberFormat,
): string {
  const whole = (value: number) => numbers.whole(value);
  return [
    t('{0} of {1} runs done', whole(done), whole(total)),
    ...(failed > 0 ? [t('{0} failed', whole(failed))] : []),
    ...(training > 0 ? [t('{0} training', whole(training))] : []),
    ...(secondsLeft === undefined ? [] : [t('{0} left', clock(Math.ceil(secondsLeft)))]),
  ].join(' · ');
}
