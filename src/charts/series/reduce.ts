import type { AxisScale } from '../plot/scale';
import type { Found } from './extremes';

/** A series whose points can be reduced. x never decreases. y is NaN in rows without a measurement. */
export interface Reducible {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /**
   * Returns which rows belong to each pixel: pixel i has the rows [r[i], r[i + 1]) of the returned array r.
   */
  pixels(scale: AxisScale): readonly number[];
  extremesBetween(from: number, to: number, y: Float64Array): Found;
  /** Returns whether the line between two rows is interrupted. */
  hasGap(from: number, to: number): boolean;
}

/**
 * Returns the visible part of a series as x, y, x, y ... Of the rows that share a pixel, keeps only the
 * minimum and the maximum, in their order. The curve looks the same as with all rows. Adds one point on each
 * side, so that the line continues beyond the visible part. NaN as y interrupts the line.
 */
export function reduce(series: Reducible, scale: AxisScale): number[] {
  const { x, y } = series;
  const pixels = series.pixels(scale);
  const points: number[] = [];
  let last = -1;
  const add = (row: number, value: number) => {
    if (row < 0 || row >= y.length || !isDrawable(x[row], scale)) return;
    if (last >= 0 && series.hasGap(last, row)) points.push(x[row], Number.NaN);
    points.push(x[row], value);
    last = row;
  };
  const addRow = (row: number) => add(row, y[row]);
  addRow(lastKnown(y, pixels[0]));
  for (let i = 1; i < pixels.length; i++) {
    // Adds the extremes as found, instead of reading them again from `y`: a long column does not fit into the
    // processor's cache.
    const { low, high, lowRow, highRow } = series.extremesBetween(pixels[i - 1], pixels[i], y);
    if (lowRow < highRow) add(lowRow, low);
    add(highRow, high);
    if (lowRow > highRow) add(lowRow, low);
  }
  addRow(nextKnown(y, pixels[pixels.length - 1]));
  return points;
}

const isDrawable = (x: number, { logarithmic }: AxisScale) => !logarithmic || x > 0;

/** Returns the row of the last value before row `end`; -1 if there is none. */
export function lastKnown(values: Float64Array, end = values.length): number {
  let row = end - 1;
  while (row >= 0 && Number.isNaN(values[row])) row--;
  return row;
}

/** Returns the row of the first value from row `start` on; the number of rows if there is none. */
function nextKnown(values: Float64Array, start: number): number {
  let row = start;
  while (row < values.length && Number.isNaN(values[row])) row++;
  return row;
}
