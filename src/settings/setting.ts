/** The condition under which a setting has an effect. */
export type SettingCondition = {
  readonly setting: string;
  /** A file that also satisfies the condition. */
  readonly orWith?: string;
} & ({ readonly oneOf: readonly string[] } | { readonly above: number });

interface Facts {
  /**
   * English Markdown, without the name and the range. `{model.hidden}` stands for the name of that setting.
   */
  readonly description: string;
  /** The unit of a number, or the things that it counts. */
  readonly unit?: string;
  /** Missing if the setting always has an effect. */
  readonly onlyWith?: SettingCondition;
  /** The setting of a file that makes this setting useless. */
  readonly onlyWithout?: string;
  /** Names in elman.py, min-char-rnn and RNNLM, which the command line takes as well. */
  readonly aliases?: readonly string[];
  /** Whether the setting can change while a run trains. */
  readonly live?: true;
  /** Whether only the extension reads the setting: it is not part of a run's settings. */
  readonly editorOnly?: true;
  /**
   * The scope in which VS Code allows the setting to be set. Without it, the setting can also be set for a
   * folder or a language.
   */
  readonly scope?: 'window' | 'machine-overridable';
}

/** Numbers from `minimum`, or above it if it is `exclusive`, up to `maximum`. */
interface NumberRange {
  readonly minimum: number;
  readonly exclusive?: true;
  readonly maximum: number;
}

export interface ChoiceSetting extends Facts {
  readonly kind: 'choice';
  /** The values and their descriptions. */
  readonly choices: Readonly<Record<string, string>>;
  readonly default: string;
}

export interface NumberSetting extends Facts, NumberRange {
  readonly kind: 'integer' | 'number';
  readonly default: number;
  /** Defaults by optimizer, for a setting that depends on it. */
  readonly byOptimizer?: Readonly<Record<string, number>>;
}

interface TextSetting extends Facts {
  readonly kind: 'text';
  readonly default: string;
}

interface SwitchSetting extends Facts {
  readonly kind: 'switch';
  readonly default: boolean;
}

export interface ListSetting extends Facts, Partial<NumberRange> {
  readonly kind: 'list';
  /**
   * The kind of its elements. A list has at most `longest` elements, and at least one unless the default is
   * empty.
   */
  readonly items: 'integer' | 'number';
  readonly longest: number;
  readonly default: readonly number[];
}

/** One setting: all that is known about it, except its name, which is its key, and its translation. */
export type Setting = ChoiceSetting | NumberSetting | TextSetting | SwitchSetting | ListSetting;

export type NamedSettings = Readonly<Record<string, Setting>>;
