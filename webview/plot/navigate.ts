import { AxisScale, type Range } from '../../src/charts/plot/scale';
import type { Plot } from './plot';

/**
 * Returns the visible range of x after panning to the right by a number of pixels. The range stays within the
 * range of the data. Undefined if the user has not zoomed x: the whole range is then visible.
 */
export function panned(plot: Plot, pixels: number): Range | undefined {
  const { drawn, extent } = plot;
  const zoom = plot.options.across.zoom.value;
  if (!drawn || !extent || !zoom) return zoom;
  const { x } = drawn.layout;
  const ends = new AxisScale(extent, 0, 1, x.logarithmic);
  const whole = Math.abs(x.pixel(extent.max) - x.pixel(extent.min));
  const place = (value: number) => ends.pixel(value);
  const by = pixels / whole;
  const least = -place(zoom.min);
  const most = 1 - place(zoom.max);
  const shift = Math.min(Math.max(by, Math.min(least, 0)), Math.max(most, 0));
  return { min: ends.value(place(zoom.min) + shift), max: ends.value(place(zoom.max) + shift) };
}

/**
 * Returns the visible range of x after zooming around the value `middle`. A factor above 1 zooms out.
 * Undefined if the result is the whole range of the data.
 */
export function zoomed(plot: Plot, middle: number, factor: number): Range | undefined {
  const { drawn, extent } = plot;
  if (!drawn || !extent) return undefined;
  return around(drawn.layout.x, extent, middle, factor);
}

/**
 * Returns the visible range of y after panning upwards by a number of pixels. Undefined if the user has not
 * zoomed y: the automatic range is then visible and cannot be panned.
 */
export function pannedUp(plot: Plot, pixels: number): Range | undefined {
  const { up } = plot.options;
  const { y, box } = plot.drawn?.layout ?? {};
  if (!up.value || !y || !box) return up.value;
  return { min: y.value(box.bottom - pixels), max: y.value(box.top - pixels) };
}

/**
 * Returns the visible range of y after zooming around the value `middle`. Undefined if the result is the
 * whole automatic range.
 */
export function zoomedUp(plot: Plot, middle: number, factor: number): Range | undefined {
  const { drawn, automaticUp } = plot;
  if (!drawn || !automaticUp) return undefined;
  return around(drawn.layout.y, automaticUp, middle, factor);
}

/**
 * Returns the visible range of an axis after zooming around the value `middle`. The result stays within
 * `whole`, and is undefined if it equals `whole`.
 */
function around(
  { range, logarithmic }: AxisScale,
  whole: Range,
  middle: number,
  factor: number,
): Range | undefined {
  const ends = new AxisScale(whole, 0, 1, logarithmic);
  const center = ends.pixel(middle);
  const [low, high] = [range.min, range.max].map(end => center + (ends.pixel(end) - center) * factor);
  if (low <= 0 && high >= 1) return undefined;
  return { min: ends.value(Math.max(0, low)), max: ends.value(Math.min(1, high)) };
}
