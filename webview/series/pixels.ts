import type { Scale } from '../plot/scale';
import { BLOCK } from './extremes';
import { firstAtLeast, rowsBetween } from './search';

/** The first row in sight, and for each pixel the row with which the next one's begin. x never falls. */
export function pixelsOf(x: Float64Array, scale: Scale): number[] {
  const [from, to] = rowsBetween(x, scale.range.min, scale.range.max);
  const cuts = [from];
  for (let row = from; row < to; row = cuts[cuts.length - 1]) {
    const pixel = firstAtLeast(x, scale.value(scale.pixel(x[row]) + 1), row, to);
    cuts.push(Math.min(to, Math.max(row + 1, aligned(row, pixel))));
  }
  return cuts;
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
