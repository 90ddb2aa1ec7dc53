import { student } from './student';

/** Returns the arithmetic mean. NaN if there are no values. */
export const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Returns the standard deviation of a sample, with n - 1 degrees of freedom. NaN for fewer than two values.
 */
export function deviation(values: readonly number[]): number {
  const centre = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return values.length < 2 ? Number.NaN : Math.sqrt(squares / (values.length - 1));
}

/** A 95 % interval of the mean of a sample. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Returns the 95 % interval of the mean, by Student's t. Undefined for fewer than two values. */
export function intervalOf(values: readonly number[]): Interval | undefined {
  if (values.length < 2) return undefined;
  const half = (student(values.length - 1) * deviation(values)) / Math.sqrt(values.length);
  return { low: mean(values) - half, high: mean(values) + half };
}

/** The largest number of values that `valuesNeeded` returns. */
const TOO_MANY = 1000;

/**
 * Returns the number of values needed for a 95 % interval of the mean that excludes 0, if more values had the
 * same mean and deviation. Undefined for fewer than three values, whose deviation is unreliable, or if more
 * than a thousand are needed.
 */
export function valuesNeeded(values: readonly number[]): number | undefined {
  if (values.length < 3) return undefined;
  const [size, spread] = [Math.abs(mean(values)), deviation(values)];
  const isEnough = (n: number) => (student(n - 1) * spread) / Math.sqrt(n) < size;
  if (!isEnough(TOO_MANY)) return undefined;
  let [few, many] = [1, TOO_MANY];
  while (many - few > 1) {
    const middle = (few + many) >> 1;
    if (isEnough(middle)) many = middle;
    else few = middle;
  }
  return many;
}
