import type { ConditionFigures } from '../../protocol/experimentFigures';
import { AxisScale, emptyRange, union, withMargin } from '../plot/scale';
import { ticksOf } from '../plot/ticks';

/** Minimum distance between two ticks, in percent of the plot's width. */
const ROOM = 22;

/**
 * Returns a scale that contains all losses and intervals of the conditions. Positions are in percent of the
 * plot's width. Undefined if there is no loss.
 */
export function seedScale(conditions: readonly ConditionFigures[]): AxisScale | undefined {
  const ranges = conditions.flatMap(({ losses, interval }) => [
    ...losses.map(({ loss }) => ({ min: loss, max: loss })),
    ...(interval ? [{ min: interval.low, max: interval.high }] : []),
  ]);
  return ranges.length === 0
    ? undefined
    : new AxisScale(withMargin(ranges.reduce(union, emptyRange), false), 0, 100, false);
}

export const seedTicks = (scale: AxisScale) => ticksOf(scale, 'real', ROOM);
