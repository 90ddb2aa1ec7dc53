import type { Change, LiveSetting } from '../../protocol/liveSettings';
import type { Journal } from './journal';
import type { Speedometer } from './speedometer';
import type { Trainer } from './trainer';

/** Changes of a run's settings while it trains, by a person or by plan; each is an event of the run. */
export class SettingChanges {
  constructor(
    private readonly trainer: Trainer,
    private readonly speed: Speedometer,
    private readonly journal: Journal,
    private readonly plan: readonly Change[] = [],
  ) {}

  /** From the next update on. */
  change(setting: LiveSetting, value: number): void {
    const { live, iteration } = this.trainer;
    const from = live[setting];
    if (value === from) return;
    live[setting] = value;
    this.journal.event({ iteration, elapsed: this.speed.elapsed, setting, from, to: value });
  }

  /** Before an update: what is planned for it. */
  followPlan(): void {
    for (const { iteration, setting, value } of this.plan) {
      if (iteration === this.trainer.iteration) this.change(setting, value);
    }
  }
}
