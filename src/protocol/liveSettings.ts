import type { LiveSetting } from '../settings/settings';

export { type LiveSetting, liveSettings } from '../settings/settings';

/** A setting that takes a new value just before the update of an iteration. */
export interface PlannedChange {
  readonly iteration: number;
  readonly setting: LiveSetting;
  readonly value: number;
}

/** A change of a setting during training, in effect from the update of `iteration` on. */
export interface SettingChange {
  readonly iteration: number;
  /** Milliseconds of training before the change. */
  readonly elapsed: number;
  readonly setting: LiveSetting;
  readonly from: number;
  readonly to: number;
}
