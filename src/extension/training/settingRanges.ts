import * as vscode from 'vscode';
import type { RunSettings, SettingValue } from '../../protocol/run';

/** A setting as declared in package.json. */
interface Property {
  readonly type: string | readonly string[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly markdownDescription?: string;
  readonly enum?: readonly string[];
  /** One description for each value of `enum`. */
  readonly enumDescriptions?: readonly string[];
  /** The default value. Null if it depends on another setting. */
  readonly default: SettingValue | null;
}

interface Manifest {
  readonly contributes: {
    readonly configuration: readonly {
      readonly title: string;
      readonly properties: Readonly<Record<string, Property>>;
    }[];
  };
}

/** Settings that are shown together. `title` is in the language of VS Code. */
export interface SettingGroup {
  readonly title: string;
  readonly names: readonly string[];
}

export interface SettingChoice {
  readonly value: string;
  readonly description: string;
}

/**
 * The types, ranges and descriptions of the settings. They are read from package.json, so that no second
 * definition is needed. Names omit the prefix `elman.`.
 */
export class SettingRanges {
  readonly groups: readonly SettingGroup[];
  private readonly properties: Readonly<Record<string, Property>>;

  constructor({ contributes }: Manifest) {
    this.groups = contributes.configuration.map(({ title, properties }) => ({
      title,
      names: Object.keys(properties).map(name => name.replace('elman.', '')),
    }));
    this.properties = Object.assign({}, ...contributes.configuration.map(group => group.properties));
  }

  get defaults(): RunSettings {
    const entries = Object.entries(this.properties).flatMap(([name, { default: value }]) =>
      value === null ? [] : [[name.replace('elman.', ''), value] as const],
    );
    return Object.fromEntries(entries);
  }

  /** Returns the description of a setting, with the backquotes of its Markdown removed. */
  describe(name: string): string {
    return plain(this.of(name).markdownDescription);
  }

  /**
   * Returns the possible values of a setting with their descriptions. Undefined for a setting whose value the
   * user types.
   */
  choices(name: string): readonly SettingChoice[] | undefined {
    const { enum: values, enumDescriptions = [] } = this.of(name);
    return values?.map((value, i) => ({ value, description: plain(enumDescriptions[i]) }));
  }

  /** Returns whether the value of a setting can be any text. The engine may still reject the value. */
  isText(name: string): boolean {
    const { type, enum: values } = this.of(name);
    return type === 'string' && !values;
  }

  /**
   * Parses a typed number, with a decimal point or a decimal comma. Undefined if the number is invalid for
   * the setting.
   */
  parse(name: string, typed: string): number | undefined {
    const { type, minimum, exclusiveMinimum, maximum = Number.POSITIVE_INFINITY } = this.of(name);
    const text = typed.trim();
    // Rejects a comma or a point in an integer: it could be a separator of thousands or of decimals.
    const value = type === 'integer' && !/^\d+(e\d+)?$/i.test(text) ? Number.NaN : toNumber(text);
    const isAbove = exclusiveMinimum === undefined ? value >= (minimum ?? 0) : value > exclusiveMinimum;
    return isAbove && value <= maximum ? value : undefined;
  }

  /** Returns an error message for a typed number. Undefined if the number is valid. */
  problem(name: string, typed: string): string | undefined {
    if (this.isText(name) || this.parse(name, typed) !== undefined) return undefined;
    const { type, minimum, exclusiveMinimum, maximum } = this.of(name);
    const [low, high] = [exclusiveMinimum ?? minimum ?? 0, maximum ?? 0].map(bound =>
      bound.toLocaleString(vscode.env.language),
    );
    if (type === 'integer') return vscode.l10n.t('Enter a whole number from {0} to {1}.', low, high);
    if (exclusiveMinimum === undefined) return vscode.l10n.t('Enter a number from {0} to {1}.', low, high);
    return vscode.l10n.t('Enter a number above {0} and up to {1}.', low, high);
  }

  private of(name: string): Property {
    return this.properties[`elman.${name}`] ?? { type: 'string', default: '' };
  }
}

const plain = (markdown = '') => markdown.replaceAll('`', '');

const toNumber = (text: string) => (text === '' ? Number.NaN : Number(text.replace(',', '.')));
