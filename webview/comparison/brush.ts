import type { SettingValue } from '../../src/protocol/run';
import { compareValues } from './columns';

/** The part of an axis within which runs are looked at, its ends with it. */
export interface Brush {
  readonly low: SettingValue;
  readonly high: SettingValue;
}

/** By the keys of columns. */
export type Brushes = Readonly<Record<string, Brush>>;

export function admits({ low, high }: Brush, value: SettingValue): boolean {
  return !Number.isNaN(value) && compareValues(low, value) <= 0 && compareValues(value, high) <= 0;
}
