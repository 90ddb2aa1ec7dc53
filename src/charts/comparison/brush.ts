import type { SettingValue } from '../../protocol/run';
import { compareValues } from './columns';

/** A selected range of an axis, ends included. Runs outside it are hidden. */
export interface Brush {
  readonly low: SettingValue;
  readonly high: SettingValue;
}

/** Brushes by the key of their column. */
export type Brushes = Readonly<Record<string, Brush>>;

/** Whether a value lies within the brush. NaN never does. */
export function admits({ low, high }: Brush, value: SettingValue): boolean {
  return !Number.isNaN(value) && compareValues(low, value) <= 0 && compareValues(value, high) <= 0;
}
