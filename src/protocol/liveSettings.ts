import type { LiveSetting } from '../settings/settings';

/** A scheduled change of a setting. It takes effect just before the update of an iteration. */
export interface PlannedChange {
  readonly iteration: number;
  readonly setting: LiveSetting;
  readonly value: number;
}

/** A change of a setting during training. It takes effect at the update of `iteration`. */
export interface SettingChange {
  readonly iteration: number;
  /** Milliseconds of training before the change, without pauses. */
  readonly elapsed: number;
  readonly setting: LiveSetting;
  readonly from: number;
  readonly to: number;
}
