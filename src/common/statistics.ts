/** Arithmetic mean. NaN for no values. */
export const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Standard deviation of a sample, with n - 1 degrees of freedom. NaN for fewer than two values. */
export function deviation(values: readonly number[]): number {
  const centre = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return values.length < 2 ? Number.NaN : Math.sqrt(squares / (values.length - 1));
}

/** 97.5 % quantile of the normal distribution. */
const NORMAL = 1.959963984540054;

/** 97.5 % quantiles of Student's t distribution for 1, 2, 3 ... degrees of freedom. */
const FEW = [12.7062047, 4.3026527, 3.1824463, 2.7764451, 2.5705818, 2.4469119, 2.3646243, 2.3060041];

/**
 * Returns the 97.5 % quantile of Student's t distribution, the half width of a 95 % interval in standard
 * errors. Beyond the table by the expansion of Abramowitz and Stegun 26.7.5, to 1e-4.
 */
export function student(degrees: number): number {
  if (degrees <= FEW.length) return FEW[degrees - 1] ?? Number.NaN;
  const z = NORMAL;
  const terms = [
    (z ** 3 + z) / 4,
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
    (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92_160,
  ];
  return terms.reduce((sum, term, i) => sum + term / degrees ** (i + 1), z);
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

/** Number of values above which `valuesNeeded` gives up. */
const TOO_MANY = 1000;

/**
 * Returns how many values with the mean and deviation of these have a 95 % interval without 0. Undefined for
 * fewer than three values, whose deviation says little, and for more than a thousand.
 */
export function valuesNeeded(values: readonly number[]): number | undefined {
  if (values.length < 3) return undefined;
  const [size, spread] = [Math.abs(mean(values)), deviation(values)];
  for (let n = 2; n <= TOO_MANY; n++) if ((student(n - 1) * spread) / Math.sqrt(n) < size) return n;
  return undefined;
}
