import type { Layout } from '../../src/charts/plot/layout';
import type { Range } from '../../src/charts/plot/scale';

/** A position on a plot, in pixels. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** The ranges of pixels that a drag selects. Undefined for an axis on which the drag selects no range. */
export interface Selected {
  readonly x: Range | undefined;
  readonly y: Range | undefined;
}

/** A drag shorter than this, in pixels, is a click. */
const MIN_DRAG = 4;
/** A drag selects ranges of both axes only if it is at least this long along each axis, in pixels. */
const MIN_BOTH = 16;
/**
 * A drag selects ranges of both axes only if the shorter of its two distances along the axes is at least this
 * share of the longer one.
 */
const MIN_SHARE = 0.25;

/**
 * Returns the ranges of pixels that a drag selects. A drag that began on the numbers of an axis selects a
 * range of this axis. Any other drag selects a range of the axis along which it runs, or of both axes if it
 * is oblique. Undefined if the drag is so short that it is a click.
 */
export function selectedBy(from: Place, to: Place, { box }: Layout): Selected | undefined {
  const [across, up] = [Math.abs(to.x - from.x), Math.abs(to.y - from.y)];
  const [short, long] = [Math.min(across, up), Math.max(across, up)];
  if (long < MIN_DRAG) return undefined;
  const isOblique = short >= MIN_BOTH && short >= MIN_SHARE * long;
  const isOnY = from.x < box.left;
  const isOnX = !isOnY && from.y > box.bottom;
  return {
    x:
      !isOnY && (isOnX || isOblique || across >= up) ? between(from.x, to.x, box.left, box.right) : undefined,
    y: !isOnX && (isOnY || isOblique || up > across) ? between(from.y, to.y, box.top, box.bottom) : undefined,
  };
}

function between(from: number, to: number, low: number, high: number): Range {
  const [a, b] = [from, to].map(pixel => Math.min(high, Math.max(low, pixel)));
  return { min: Math.min(a, b), max: Math.max(a, b) };
}
