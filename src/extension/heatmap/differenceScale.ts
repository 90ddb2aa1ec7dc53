import type { DifferenceReading } from '../../protocol/differenceReading';
import { differenceAt } from './heatmapReading';
import type { DifferenceScale } from './scale';
import { roundedUp } from './unitScale';

/** The thresholds as shares of the range. The first ones are small, because few tokens differ much and most differ little. */
const SHARES = [1 / 64, 1 / 16, 1 / 4, 1 / 2];

/**
 * Returns the scale by which the difference of two models is coloured. It ends at the largest absolute difference that was
 * read, rounded up to 1, 2 or 5 times a power of ten. It does not shrink while a text is scrolled.
 */
export function differenceScale(
  reading: DifferenceReading,
  compared: string,
  before: DifferenceScale | undefined,
): DifferenceScale {
  const { starts, unknown } = reading;
  const bits = Array.from(starts, (_, i) => Math.abs(differenceAt(reading, i)));
  const largest = Math.max(0, ...bits.filter(Number.isFinite));
  const range = Math.max(roundedUp(largest), before?.range ?? 0);
  return {
    mode: 'difference',
    thresholds: SHARES.map(share => share * range),
    range,
    compared,
    unknown: { share: starts.length > 0 ? unknown / starts.length : 0, isScored: false },
  };
}
