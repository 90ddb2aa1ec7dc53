import type { SettingValue } from '../../protocol/run';
import { compareValues } from './columns';

/** A selected range of an axis, ends included. Runs outside it are hidden. */
export interface Brush {
  readonly low: SettingValue;
  readonly high: SettingValue;
}

/** The user's brushes, each by the key of the column whose axis it is on. */
export type Brushes = Readonly<Record<string, Brush>>;

/** Returns whether a value lies within the brush: false for NaN. */
export function admits({ low, high }: Brush, value: SettingValue): boolean {
  return !Number.isNaN(value) && compareValues(low, value) <= 0 && compareValues(value, high) <= 0;
}
