import type { Scale } from '../plot/scale';
import { BLOCK } from './extremes';
import { firstAtLeast, rowsBetween } from './search';

/** What is reduced: x never falls, y is NaN where nothing was measured. */
export interface Reducible {
  readonly x: Float64Array;
  readonly y: Float64Array;
  extremesBetween(from: number, to: number): [number, number];
}

/**
 * The part of a series in sight as x, y, x, y ...: of the rows that share a pixel only the least and the greatest
 * value, in their order, so that it looks the same when drawn. One point more on either side leads out of sight.
 */
export function reduce(series: Reducible, scale: Scale): number[] {
  const { x, y } = series;
  const { min, max } = scale.range;
  const [from, to] = rowsBetween(x, min, max);
  const points: number[] = [];
  const add = (row: number) => {
    if (row >= 0 && row < y.length && isDrawable(x[row], scale)) points.push(x[row], y[row]);
  };
  add(lastKnown(y, from));
  let row = from;
  while (row < to) {
    const pixel = firstAtLeast(x, scale.value(scale.pixel(x[row]) + 1), row, to);
    const end = Math.min(to, Math.max(row + 1, aligned(row, pixel)));
    const [low, high] = series.extremesBetween(row, end);
    add(Math.min(low, high));
    if (low !== high) add(Math.max(low, high));
    row = end;
  }
  add(nextKnown(y, to));
  return points;
}

/**
 * The end of a pixel's rows, at most half of them sooner, where a block of extremes ends: then a handful of blocks
 * tells them, instead of rows by the hundred.
 */
function aligned(row: number, end: number): number {
  let block = 1;
  while (2 * BLOCK * block <= end - row) block *= BLOCK;
  return end - (end % block);
}

const isDrawable = (x: number, { logarithmic }: Scale) => !logarithmic || x > 0;

/** The row of the last value before row `end`; -1 where there is none. */
export function lastKnown(values: Float64Array, end = values.length): number {
  let row = end - 1;
  while (row >= 0 && Number.isNaN(values[row])) row--;
  return row;
}

/** The row of the first value from row `start` on; the length where there is none. */
function nextKnown(values: Float64Array, start: number): number {
  let row = start;
  while (row < values.length && Number.isNaN(values[row])) row++;
  return row;
}
