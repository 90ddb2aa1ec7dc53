import type { MeasuredUnit } from '../../protocol/experimentFigures';
import type { PageTexts } from '../texts';

/** Returns the unit of a loss as text. */
export function natsPer(unit: Exclude<MeasuredUnit, 'error'>, { t }: Pick<PageTexts, 't'>): string {
  if (unit === 'label') return t('nats per label');
  return unit === 'symbol' ? t('nats per symbol') : t('nats per token');
}

/** Returns the units of the losses of several runs as text. */
export const unitsText = (
  units: readonly Exclude<MeasuredUnit, 'error'>[],
  texts: Pick<PageTexts, 't'>,
): string => [...new Set(units)].map(unit => natsPer(unit, texts)).join(', ');
