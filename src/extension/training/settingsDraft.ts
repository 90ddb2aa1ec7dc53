import { OPTIMIZER, RATE, usualRate, withRate } from '../../common/learningRates';
import type { RunSettings, SettingValue } from '../../protocol/run';

/** The settings of a run that is being set up: their initial values and their current ones. */
export class SettingsDraft {
  /** The current settings. The learning rate is missing while it follows the optimizer. */
  private current: RunSettings;

  constructor(
    /** Title of the questions about these settings. */
    readonly title: string,
    private readonly start: RunSettings,
    /** Whether a separate validation text exists. */
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

  /**
   * Returns the settings to which a value for `name` will be added. If `name` is the optimizer, and the user
   * has not chosen a learning rate, the learning rate is left out. It then follows the new optimizer.
   */
  private followed(name: string): RunSettings {
    const { [RATE]: rate, ...others } = this.current;
    const isUsual = rate === usualRate(this.current) && rate === this.start[RATE];
    return name === OPTIMIZER && isUsual ? others : this.current;
  }
}
