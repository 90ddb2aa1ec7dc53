import type { AxisScale } from '../plot/scale';
import { BLOCK } from './extremes';
import { firstAtLeast, rowsBetween } from './search';

/**
 * Divides the visible rows among pixels. Pixel i gets the rows [r[i], r[i + 1]) of the returned array r. x
 * must never decrease.
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
 * Returns the end of a pixel's rows [row, end), moved back to the end of a block of `Extremes`. A few blocks
 * then cover the pixel instead of hundreds of rows. At most half of the rows move to the next pixel.
 */
function alignedEnd(row: number, end: number): number {
  let block = 1;
  while (2 * BLOCK * block <= end - row) block *= BLOCK;
  return end - (end % block);
}
