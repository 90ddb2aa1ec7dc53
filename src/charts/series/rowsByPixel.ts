import type { AxisScale } from '../plot/scale';
import { BLOCK } from './extremes';
import { firstAtLeast, rowsBetween } from './search';

/**
 * Divides the visible rows among pixels: the first visible row, then for each pixel the row after its last
 * one. x must never decrease.
 */
export function rowsByPixel(x: Float64Array, scale: AxisScale): number[] {
  const [from, to] = rowsBetween(x, scale.range.min, scale.range.max);
  const cuts = [from];
  for (let row = from; row < to; row = cuts[cuts.length - 1]) {
    const pixel = firstAtLeast(x, scale.value(scale.pixel(x[row]) + 1), row, to);
    cuts.push(Math.min(to, Math.max(row + 1, alignedEnd(row, pixel))));
  }
  return cuts;
}

/**
 * Moves the end of a pixel's rows back to the end of a block of extremes; at most half of the rows move to
 * the next pixel. A few blocks then cover the pixel instead of hundreds of rows.
 */
function alignedEnd(row: number, end: number): number {
  let block = 1;
  while (2 * BLOCK * block <= end - row) block *= BLOCK;
  return end - (end % block);
}
