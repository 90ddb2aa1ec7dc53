import type { SettingValue } from '../../protocol/run';

/**
 * A range of numbers in an experiment's file: its first and last number, how many numbers it has, and the
 * scale.
 */
export interface NumberRange {
  readonly scale: 'log' | 'linear';
  readonly from: number;
  readonly to: number;
  readonly steps: number;
}

/**
 * Number of significant digits to which the numbers of a range are rounded. Rounding makes them readable and
 * the same on every machine.
 */
const DIGITS = 4;

/** Returns the numbers of a range in order, without repetitions. With `isWhole`, rounds them to integers. */
export function valuesIn({ scale, from, to, steps }: NumberRange, isWhole: boolean): SettingValue[] {
  const values = Array.from({ length: steps }, (_, i) => {
    const share = i / (steps - 1);
    const value = scale === 'log' ? from * (to / from) ** share : from + (to - from) * share;
    return isWhole ? Math.round(value) : Number(value.toPrecision(DIGITS));
  });
  return [...new Set(values)];
}
