import { OPTIMIZER, RATE, usualRate, withRate } from '../../protocol/learningRates';
import type { RunSettings, SettingValue } from '../../protocol/run';

/** The settings of a run that is being set up: what they started as, and what became of them. */
export class SettingsDraft {
  /** A learning rate that follows the optimizer is missing. */
  private current: RunSettings;

  constructor(
    /** What the questions about it have on top. */
    readonly title: string,
    private readonly start: RunSettings,
    /** Whether a text of its own is there to validate on. */
    readonly hasValidationFile: boolean,
  ) {
    this.current = start;
  }

  get settings(): RunSettings {
    return withRate(this.current);
  }

  get preset(): RunSettings {
    return withRate(this.start);
  }

  set(name: string, value: SettingValue): void {
    const isKept = value === this.settings[name];
    if (!isKept) this.current = { ...this.followed(name), [name]: value };
  }

  isChanged(name: string): boolean {
    return this.settings[name] !== this.preset[name];
  }

  /** Another optimizer takes its own learning rate along, unless the person has chosen one. */
  private followed(name: string): RunSettings {
    const { [RATE]: rate, ...others } = this.current;
    const isUsual = rate === usualRate(this.current) && rate === this.start[RATE];
    return name === OPTIMIZER && isUsual ? others : this.current;
  }
}
