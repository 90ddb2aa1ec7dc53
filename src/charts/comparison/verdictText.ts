import { USUAL_SEEDS } from '../../common/moreSeeds';
import type { Obstacle, Verdict, VerdictByPairs } from '../../common/verdict';
import type { NumberFormat } from '../format';
import type { PageTexts } from '../texts';
import { comparisonText, methodText, SIGNIFICANT } from './comparisonSentences';
import { natsPer } from './lossUnit';

/** Number of decimals of a loss. */
const DIGITS = 3;

/** Returns a verdict as sentences: which condition is lower, by how much, and whether that is evidence. */
export function verdictText(verdict: Verdict, texts: PageTexts, numbers: NumberFormat): string {
  const { lower, higher, difference, isFinal } = verdict;
  const nats = (value: number) => numbers.decimal(value, DIGITS);
  const losses = [nats(lower.loss), nats(higher.loss)] as const;
  const figures = [lower.name, higher.name, nats(difference), ...losses] as const;
  const sentences = [differenceText(verdict, figures, texts), ...evidence(verdict, texts, nats)];
  if (!isFinal) sentences.push(texts.t('Not all of these runs are done.'));
  return sentences.join(' ');
}

function differenceText(
  { isHeldOut, unit }: Verdict,
  figures: readonly [string, string, string, string, string],
  texts: PageTexts,
): string {
  const { t } = texts;
  const all = [...figures, natsPer(unit, texts)] as const;
  return isHeldOut
    ? t('{0} is lower than {1} by {2} {5} on held-out text ({3} against {4}).', ...all)
    : t('{0} is lower than {1} by {2} {5} on the training text ({3} against {4}).', ...all);
}

/** Returns a verdict as one short sentence, for narrow pages. */
export function verdictSummary(
  { lower, difference, pairs, wins, interval, unit }: Verdict,
  texts: PageTexts,
  numbers: NumberFormat,
): string {
  const { t } = texts;
  const isSure = interval === undefined || interval.low > 0;
  const seeds =
    pairs === 0
      ? t('no common seed')
      : pairs === 1
        ? t('one seed is no evidence')
        : isSure
          ? t('in {0} of {1} seeds', wins, pairs)
          : t('in {0} of {1} seeds, perhaps by chance', wins, pairs);
  const size = numbers.decimal(difference, DIGITS);
  return t('{0} is lower by {1} {2} ({3}).', lower.name, size, natsPer(unit, texts), seeds);
}

/**
 * Returns a verdict on more than two conditions: which is lowest, and how many differences are significant.
 */
export function pairsSummary(
  { lowest, conditions, comparisons, isFinal, ...kind }: VerdictByPairs,
  texts: PageTexts,
  numbers: NumberFormat,
): string {
  const { t } = texts;
  const tested = comparisons.flatMap(({ p }) => (p === undefined ? [] : [p]));
  const loss = numbers.decimal(lowest.loss, DIGITS);
  const sentences = [
    lowestText(kind, [lowest.name, conditions, loss], texts),
    comparisons.length === 0
      ? t('No two of them have a common seed, so the differences may be due to chance.')
      : tested.length === 0
        ? t('One seed is no evidence: train all with {0} seeds.', USUAL_SEEDS)
        : t(
            'Significant differences (p < 0.05): {0} of {1} pairs.',
            tested.filter(p => p < SIGNIFICANT).length,
            tested.length,
          ),
  ];
  if (!isFinal) sentences.push(t('Not all of these runs are done.'));
  return sentences.join(' ');
}

function lowestText(
  { isHeldOut, unit }: Pick<VerdictByPairs, 'isHeldOut' | 'unit'>,
  figures: readonly [string, number, string],
  texts: PageTexts,
): string {
  const { t } = texts;
  const all = [...figures, natsPer(unit, texts)] as const;
  return isHeldOut
    ? t('{0} is lowest of {1} conditions on held-out text ({2} {3}).', ...all)
    : t('{0} is lowest of {1} conditions on the training text ({2} {3}).', ...all);
}

/** Returns a sentence for every pair of conditions, followed by sentences on the statistical method. */
export function pairSentences(
  { comparisons: pairs, isPartial, unit }: VerdictByPairs,
  texts: PageTexts,
  numbers: NumberFormat,
): string[] {
  const comparisons = pairs.map(pair => ({
    ...pair,
    lower: pair.lower.name,
    higher: pair.higher.name,
    unit,
  }));
  const sentences = comparisons.map(each => comparisonText(each, texts, numbers));
  if (!comparisons.some(({ p }) => p !== undefined)) return sentences;
  return [...sentences, methodText({ comparisons, isPartial }, texts, numbers)];
}

/** Returns a sentence that says why there is no verdict and what the user can do. */
export function obstacleText(obstacle: Obstacle, { t }: PageTexts): string {
  if (obstacle === 'texts') return t('No verdict: these runs were trained on different texts.');
  if (obstacle === 'tasks')
    return t(
      'No verdict: these runs predict different things: tokens, labels of texts, tags or translations.',
    );
  if (obstacle === 'heldOut')
    return t('No verdict: not all of these runs have been evaluated on held-out text yet.');
  if (obstacle === 'heldOutTexts')
    return t('No verdict: these runs were evaluated on different held-out texts.');
  return t(
    'No verdict: the losses of these runs mean different things, because they differ in {0}. Train them with the same value.',
    obstacle.settings.join(', '),
  );
}

function evidence(
  { pairs, wins, interval, needed }: Verdict,
  { t }: PageTexts,
  nats: (value: number) => string,
): string[] {
  if (pairs === 0) return [t('No seed was used for both, so the difference may be due to chance.')];
  if (!interval) return [t('One seed is no evidence: train both with {0} seeds.', USUAL_SEEDS)];
  const found = [
    t('It is lower in {0} of {1} seeds.', wins, pairs),
    t('95% interval of the difference: {0} to {1}.', nats(interval.low), nats(interval.high)),
  ];
  if (interval.low > 0) return found;
  return [
    ...found,
    needed === undefined
      ? t('The interval contains 0: the difference may be due to chance.')
      : t(
          'The interval contains 0: the difference may be due to chance. About {0} seeds would show a difference of this size.',
          needed,
        ),
  ];
}
