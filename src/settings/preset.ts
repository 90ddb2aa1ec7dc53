import type { Configuration } from './settings';

export type PresetSettings = Partial<Configuration>;

/** The settings of a known program or network. For one run, they replace the user's own settings. */
export interface Preset {
  /**
   * The English name, which is also the key of its translation. The same applies to `description` and
   * `details`.
   */
  readonly name: string;
  /** One line of at most 70 characters: the list of presets has room for no more beside the name. */
  readonly description: string;
  /** How the learning rate changes, and how a run differs from one of the program. */
  readonly details?: string;
  readonly settings: PresetSettings;
  /**
   * Whether the program trains on the whole text. If so, nothing is held out for validation by default, so that
   * the run is the program's.
   */
  readonly wholeText?: true;
}

/** Returns the name of a preset on the command line: `jordan-network`. */
export const presetFlag = ({ name }: Preset) => name.toLowerCase().replaceAll(' ', '-');
