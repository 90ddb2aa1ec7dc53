import type { SettingValue } from '../../protocol/run';
import type { Brush } from '../comparison/brush';
import { type Column, compareValues } from '../comparison/columns';
import type { NumberFormat } from '../format';
import { AxisScale, withMargin } from '../plot/scale';
import { verticalTicks } from '../plot/ticks';
import type { RunData } from '../runs/runData';

/** A vertical axis of parallel coordinates. Positions on it range from 0 (bottom) to 1 (top). */
export interface ParallelAxis {
  readonly column: Column;
  readonly ticks: readonly { readonly place: number; readonly label: string }[];
  /** The distance, as a share of the axis, by which one key press moves an end of the brush. */
  readonly step: number;
  /** Returns the position of a value; NaN if it is not on the axis. */
  placeOf(value: SettingValue): number;
  /**
   * Returns the range of the values between two positions. If no value lies between them, returns the value
   * nearest to the middle of the two positions.
   */
  between(low: number, high: number): Brush;
  /** Returns the value at a position, as text. */
  textAt(place: number): string;
}

/**
 * Maximum number of distinct values of a numeric setting for which the values are spaced equally. More values
 * are placed by size.
 */
const MAX_RANKED = 8;
/** Ratio of the largest to the smallest number above which an axis of positive numbers is logarithmic. */
const LOGARITHMIC_FROM = 30;
/** The height of an axis in pixels that is assumed when its ticks are chosen. */
const HEIGHT = 150;

/** Returns the axis of a column. Undefined if no run has a value in the column. */
export function axisOf(
  column: Column,
  runs: readonly RunData[],
  numbers: NumberFormat,
): ParallelAxis | undefined {
  const measured = runs.map(column.value).filter(value => !Number.isNaN(value));
  const values = [...new Set(measured)].sort(compareValues);
  const sizes = values.filter(value => typeof value === 'number');
  if (values.length === 0) return undefined;
  const isSized = sizes.length === values.length && (column.kind === 'metric' || values.length > MAX_RANKED);
  return isSized ? sized(column, sizes, numbers) : ranked(column, values);
}

/** Returns an axis on which numbers are placed by their size. */
function sized(column: Column, values: readonly number[], numbers: NumberFormat): ParallelAxis {
  const [min, max] = [values[0], values[values.length - 1]];
  const logarithmic = min > 0 && max / min > LOGARITHMIC_FROM;
  const scale = new AxisScale(withMargin({ min, max }, logarithmic), 0, 1, logarithmic);
  const inPixels = new AxisScale(scale.range, 0, HEIGHT, logarithmic);
  return {
    column,
    ticks: verticalTicks(inPixels, 'real', 30).map(tick => ({
      place: scale.pixel(tick),
      label: numbers.short(tick),
    })),
    step: 0.02,
    placeOf: value => (typeof value === 'number' ? scale.pixel(value) : Number.NaN),
    between: (low, high) => ({ low: scale.value(low), high: scale.value(high) }),
    textAt: place => numbers.precise(scale.value(place)),
  };
}

/** Returns an axis on which the sorted values have equal distances. */
function ranked(column: Column, values: readonly SettingValue[]): ParallelAxis {
  const step = 1 / Math.max(1, values.length - 1);
  const nearest = (place: number) =>
    values[Math.min(values.length - 1, Math.max(0, Math.round(place / step)))];
  return {
    column,
    ticks: values.map((value, i) => ({ place: i * step, label: String(value) })),
    step,
    placeOf: value => (values.includes(value) ? values.indexOf(value) * step : Number.NaN),
    between: (low, high) => {
      const within = values.filter((_, i) => i * step >= low - 1e-9 && i * step <= high + 1e-9);
      const middle = nearest((low + high) / 2);
      return { low: within[0] ?? middle, high: within.at(-1) ?? middle };
    },
    textAt: place => String(nearest(place)),
  };
}
