/**
 * A condition on the value of another setting. If it is not satisfied, the setting that has this condition
 * has no effect.
 */
export type SettingCondition = {
  readonly setting: string;
  /**
   * The name of a setting whose value is the path of a file. If this path is set, the condition counts as
   * satisfied.
   */
  readonly orWith?: string;
} & ({ readonly oneOf: readonly string[] } | { readonly above: number });

interface Facts {
  /**
   * The description in English Markdown, without the setting's name and range. `{model.hidden}` is replaced
   * by the name of that setting.
   */
  readonly description: string;
  /** The unit of a number, such as milliseconds or tokens. */
  readonly unit?: string;
  /** The condition under which the setting has an effect. Missing if it always has an effect. */
  readonly onlyWith?: SettingCondition;
  /**
   * The name of another setting, whose value is the path of a file. If this path is set, the setting
   * described here has no effect.
   */
  readonly onlyWithout?: string;
  /** Names of the setting in elman.py, min-char-rnn and RNNLM. The command line accepts them as well. */
  readonly aliases?: readonly string[];
  /** Whether the setting can change while a run trains. */
  readonly live?: true;
  /**
   * Whether a preset that does not set the setting keeps the user's value. Without it, the preset has the
   * default, because a user's own value would change the network of the preset.
   */
  readonly keptByPresets?: true;
  /**
   * Whether a run of min-char-rnn may have any value: of sizes, learning rates, initial weights and the text, and
   * of settings for other cells, outputs and schedules. Without it, such a run has the default.
   */
  readonly freeInMinCharRnn?: true;
  /** Whether only the extension reads the setting: it is not part of a run's settings. */
  readonly editorOnly?: true;
  /**
   * The `scope` of the setting in `package.json`, as VS Code defines it. Without it, the setting can also be set
   * for a folder of the workspace or for a language.
   */
  readonly scope?: 'window' | 'machine-overridable';
}

/** The range of a number. `exclusive`: the minimum itself is not allowed. */
interface NumberRange {
  readonly minimum: number;
  readonly exclusive?: true;
  readonly maximum: number;
}

export interface ChoiceSetting extends Facts {
  readonly kind: 'choice';
  /** The allowed values, each with its description. */
  readonly choices: Readonly<Record<string, string>>;
  readonly default: string;
}

export interface NumberSetting extends Facts, NumberRange {
  readonly kind: 'integer' | 'number';
  readonly default: number;
  /** The default value for each optimizer, if the default depends on the optimizer. */
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
   * The type of the list's elements. A list has at most `longest` elements. It may be empty only if the
   * default is empty.
   */
  readonly items: 'integer' | 'number';
  readonly longest: number;
  readonly default: readonly number[];
}

/**
 * The definition of one setting. The setting's name is its key in the table of settings. Translations are
 * stored separately.
 */
export type Setting = ChoiceSetting | NumberSetting | TextSetting | SwitchSetting | ListSetting;

export type NamedSettings = Readonly<Record<string, Setting>>;
