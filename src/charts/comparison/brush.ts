import type { SettingValue } from '../../protocol/run';
import { compareValues } from './columns';

/**
 * A range of values that the user selected on an axis of parallel coordinates, including both ends. The page
 * hides runs whose values are outside this range.
 */
export interface Brush {
  readonly low: SettingValue;
  readonly high: SettingValue;
}

/** The user's brushes: at most one per axis, by the key of the axis's column. */
export type Brushes = Readonly<Record<string, Brush>>;

/** Returns whether a value lies within the brush. False for NaN, which means that the run has no value. */
export function admits({ low, high }: Brush, value: SettingValue): boolean {
  return !Number.isNaN(value) && compareValues(low, value) <= 0 && compareValues(value, high) <= 0;
}
