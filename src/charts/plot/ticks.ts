import type { AxisScale } from './scale';

/** The kind of numbers on an axis. `whole`: integers; `time`: milliseconds. */
export type AxisKind = 'real' | 'whole' | 'time';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const times = [
  ...[1, 2, 5, 10, 15, 30].map(n => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map(n => n * MINUTE),
  ...[1, 2, 3, 6, 12, 24].map(n => n * HOUR),
];

/** Returns the values at which the axis has a number and a grid line, at least `room` pixels apart. */
export function ticksOf(scale: AxisScale, kind: AxisKind, room: number): number[] {
  const count = Math.max(1, Math.floor(Math.abs(scale.to - scale.from) / room));
  return scale.logarithmic ? logarithmicTicks(scale, count) : evenTicks(scale, kind, count);
}

/**
 * Returns the ticks of a vertical axis. If there is only one tick at a distance of `room` pixels, returns ticks
 * at least a third as far apart, because one number alone does not show a height.
 */
export function verticalTicks(scale: AxisScale, kind: AxisKind, room: number): number[] {
  const tries = [1, 2, 3].map(part => ticksOf(scale, kind, room / part));
  return tries.find(ticks => ticks.length > 1) ?? tries[0];
}

function evenTicks({ range: { min, max } }: AxisScale, kind: AxisKind, count: number): number[] {
  const least = (max - min) / count;
  if (!(least > 0)) return [min];
  const step = (kind === 'time' && times.find(time => time >= least)) || niceStep(least, kind !== 'real');
  const first = Math.ceil(min / step);
  const last = Math.floor(max / step);
  return Array.from({ length: last - first + 1 }, (_, i) => round((first + i) * step));
}

/** Returns the smallest number of the form 1, 2 or 5 times a power of ten that is at least `least`. */
function niceStep(least: number, whole: boolean): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 5, 10].map(n => n * power).find(nice => nice >= least * (1 - 1e-9)) ?? 10 * power;
  return whole ? Math.max(1, step) : step;
}

/** Removes rounding errors: 0.1 + 0.2 becomes 0.3. */
const round = (value: number) => Number(value.toPrecision(12));

/**
 * Returns powers of ten, or every n-th power if there are too many. If the range spans at most two decades,
 * also returns 2 and 5 times these powers, if there is room. If fewer than two of these values lie in the
 * range, returns evenly spaced numbers instead.
 */
function logarithmicTicks({ range: { min, max } }: AxisScale, count: number): number[] {
  const [low, high] = [Math.log10(min), Math.log10(max)];
  const within = (values: readonly number[]) => values.filter(v => v >= min * 0.999 && v <= max * 1.001);
  const powers = Array.from({ length: Math.ceil(high) - Math.floor(low) + 1 }, (_, i) => Math.floor(low) + i);
  if (high - low <= 2) {
    const fine = within(powers.flatMap(power => [1, 2, 5].map(n => round(n * 10 ** power))));
    if (fine.length >= 2 && fine.length <= 2 * count) return fine;
    if (fine.length < 2) return evenly(min, max, count);
  }
  const step = Math.ceil((high - low) / count);
  return within(powers.filter(power => power % step === 0).map(power => round(10 ** power)));
}

/** Returns evenly spaced round numbers, for a logarithmic axis that spans less than a decade. */
function evenly(min: number, max: number, count: number): number[] {
  const step = niceStep((max - min) / count, false);
  const first = Math.ceil(min / step);
  return Array.from({ length: Math.floor(max / step) - first + 1 }, (_, i) => round((first + i) * step));
}
