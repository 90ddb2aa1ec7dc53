import { OPTIMIZER, RATE, usualRate, withRate } from '../../common/learningRates';
import type { RunSettings, SettingValue } from '../../protocol/run';

/** The settings of a run that is being set up: the initial values and the current ones. */
export class SettingsDraft {
  /** The current settings. The learning rate is missing if the optimizer's default applies. */
  private current: RunSettings;

  constructor(
    /** Title of the questions about these settings. */
    readonly title: string,
    private readonly start: RunSettings,
    /** Whether the user's settings name a separate validation text. */
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
   * Returns the current settings, to which the caller adds a new value for `name`. If `name` is the optimizer
   * and the user has not changed the learning rate, leaves out the learning rate, so that the default of the
   * new optimizer applies.
   */
  private followed(name: string): RunSettings {
    const { [RATE]: rate, ...others } = this.current;
    const isUsual = rate === usualRate(this.current) && rate === this.start[RATE];
    return name === OPTIMIZER && isUsual ? others : this.current;
  }
}
