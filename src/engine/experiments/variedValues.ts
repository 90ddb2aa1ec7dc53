import type { SettingValue } from '../../protocol/run';

/** Numbers between two ends, as an experiment's file gives them. */
export interface NumberRange {
  readonly scale: 'log' | 'linear';
  readonly from: number;
  readonly to: number;
  readonly steps: number;
}

/** Digits to which numbers of a range are rounded, so that they read well and are the same on every machine. */
const DIGITS = 4;

/** Returns the numbers of a range, in order and without repetitions. `isWhole`: only whole numbers. */
export function valuesIn({ scale, from, to, steps }: NumberRange, isWhole: boolean): SettingValue[] {
  const values = Array.from({ length: steps }, (_, i) => {
    const share = i / (steps - 1);
    const value = scale === 'log' ? from * (to / from) ** share : from + (to - from) * share;
    return isWhole ? Math.round(value) : Number(value.toPrecision(DIGITS));
  });
  return [...new Set(values)];
}
