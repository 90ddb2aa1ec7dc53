import type { PlannedChange } from '../../protocol/liveSettings';
import type { LiveSetting } from '../../settings/settings';
import type { Journal } from './journal';
import type { ParameterTrainer } from './parameterTrainer';
import type { Speedometer } from './speedometer';

/**
 * Changes settings of a run while it trains, on request or according to the run's plan. Sends and stores each
 * change.
 */
export class SettingChanges {
  constructor(
    private readonly trainer: ParameterTrainer,
    private readonly speed: Speedometer,
    private readonly journal: Journal,
    private readonly plan: readonly PlannedChange[] = [],
  ) {}

  /** Changes a setting from the next update on. */
  change(setting: LiveSetting, value: number): void {
    const { live, iteration } = this.trainer;
    const from = live[setting];
    if (value === from) return;
    live[setting] = value;
    this.journal.setting({ iteration, elapsed: this.speed.elapsed, setting, from, to: value });
  }

  /** Makes the changes that are planned for the next update. */
  followPlan(): void {
    for (const { iteration, setting, value } of this.plan) {
      if (iteration === this.trainer.iteration) this.change(setting, value);
    }
  }
}
