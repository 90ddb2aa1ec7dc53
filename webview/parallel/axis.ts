import type { SettingValue } from '../../src/protocol/run';
import type { Brush } from '../comparison/brush';
import { type Column, compareValues } from '../comparison/columns';
import type { Numbers } from '../format';
import type { RunData } from '../model/runData';
import { roomy, Scale } from '../plot/scale';
import { ticksOf } from '../plot/ticks';

/** An upright axis of parallel coordinates. Places on it go from 0 at the bottom to 1 at the top. */
export interface ParallelAxis {
  readonly column: Column;
  readonly ticks: readonly { readonly place: number; readonly label: string }[];
  /** How far the press of a key goes. */
  readonly step: number;
  /** NaN where it is not on the axis. */
  placeOf(value: SettingValue): number;
  /** What lies between two places; the nearest value where there is none. */
  between(low: number, high: number): Brush;
  /** The value at a place, in words. */
  textAt(place: number): string;
}

/** More values than these lie by their size, fewer at even distances. */
const FEW = 8;
/** A range of positive numbers that is wider than this factor is told by logarithms. */
const WIDE = 30;
/** Of a plot of this height, in pixels, to space the numbers along an axis. */
const HEIGHT = 150;

/** Of a column over these runs; nothing where they have no values to tell apart. */
export function axisOf(column: Column, runs: readonly RunData[], numbers: Numbers): ParallelAxis | undefined {
  const measured = runs.map(column.value).filter(value => !Number.isNaN(value));
  const values = [...new Set(measured)].sort(compareValues);
  const sizes = values.filter(value => typeof value === 'number');
  if (values.length === 0) return undefined;
  const isSized = sizes.length === values.length && (column.kind === 'metric' || values.length > FEW);
  return isSized ? sized(column, sizes, numbers) : ranked(column, values);
}

/** Numbers by their size. */
function sized(column: Column, values: readonly number[], numbers: Numbers): ParallelAxis {
  const [min, max] = [values[0], values[values.length - 1]];
  const logarithmic = min > 0 && max / min > WIDE;
  const scale = new Scale(roomy({ min, max }, logarithmic), 0, 1, logarithmic);
  const inPixels = new Scale(scale.range, 0, HEIGHT, logarithmic);
  return {
    column,
    ticks: ticksOf(inPixels, 'real', 30).map(tick => ({
      place: scale.pixel(tick),
      label: numbers.short(tick),
    })),
    step: 0.02,
    placeOf: value => (typeof value === 'number' ? scale.pixel(value) : Number.NaN),
    between: (low, high) => ({ low: scale.value(low), high: scale.value(high) }),
    textAt: place => numbers.precise(scale.value(place)),
  };
}

/** Values at even distances, in their order. */
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
