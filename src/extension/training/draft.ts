import type { Settings, SettingValue } from '../../protocol/run';

/** The settings of a run that is being set up: what they started as, and what became of them. */
export class Draft {
  private current: Settings;

  constructor(
    /** What the questions about it have on top. */
    readonly title: string,
    readonly preset: Settings,
    /** Whether a text of its own is there to validate on. */
    readonly hasValidationFile: boolean,
  ) {
    this.current = preset;
  }

  get settings(): Settings {
    return this.current;
  }

  set(name: string, value: SettingValue): void {
    this.current = { ...this.current, [name]: value };
  }

  isChanged(name: string): boolean {
    return this.current[name] !== this.preset[name];
  }
}
