import { plural } from '../../common/plural';
import { timeText } from '../../common/timeLeft';
import type { ExperimentFigures, MeasuredUnit } from '../../protocol/experimentFigures';
import type { ShownProgress } from '../../protocol/experimentPage';
import type { NumberFormat } from '../format';
import type { PageTexts } from '../texts';

/** Returns a sentence that says how the losses in the results were measured. */
export function measureText({ isHeldOut, isBest, unit }: ExperimentFigures, { t }: PageTexts): string {
  if (unit === 'error')
    return isBest
      ? t('Share of wrong labels of held-out examples, where the loss is lowest.')
      : t('Share of wrong labels of held-out examples, at the end.');
  if (unit === 'label') return labelMeasureText({ isHeldOut, isBest }, { t });
  if (isHeldOut)
    return isBest
      ? t('Lowest loss on held-out text, in nats per token.')
      : t('Last loss on held-out text, in nats per token.');
  return isBest
    ? t('Lowest loss on the training text (smoothed), in nats per token.')
    : t('Last loss on the training text (smoothed), in nats per token.');
}

function labelMeasureText(
  { isHeldOut, isBest }: Pick<ExperimentFigures, 'isHeldOut' | 'isBest'>,
  { t }: Pick<PageTexts, 't'>,
): string {
  if (isHeldOut)
    return isBest
      ? t('Lowest loss on held-out examples, in nats per label.')
      : t('Last loss on held-out examples, in nats per label.');
  return isBest
    ? t('Lowest loss on the training examples (smoothed), in nats per label.')
    : t('Last loss on the training examples (smoothed), in nats per label.');
}

/** Returns the name of a loss with its unit. */
export function lossLabel(unit: MeasuredUnit, { t }: Pick<PageTexts, 't'>): string {
  if (unit === 'error') return t('Error rate');
  return unit === 'label' ? t('Loss (nats per label)') : t('Loss (nats per token)');
}

/**
 * Returns the progress of an experiment as text: the numbers of runs that are done, failed and training, and
 * the time that is left.
 */
export function progressText(
  { total, done, failed, dropped, training, secondsLeft }: ShownProgress,
  { t }: PageTexts,
  numbers: NumberFormat,
): string {
  const whole = (value: number) => numbers.whole(value);
  return [
    plural(
      total,
      t('{0} of {1} run done', whole(done), whole(total)),
      t('{0} of {1} runs done', whole(done), whole(total)),
    ),
    ...(failed > 0 ? [t('{0} failed', whole(failed))] : []),
    ...(dropped > 0 ? [t('{0} dropped', whole(dropped))] : []),
    ...(training > 0 ? [t('{0} training', whole(training))] : []),
    ...(secondsLeft === undefined ? [] : [t('{0} left', timeText(secondsLeft))]),
  ].join(' · ');
}
