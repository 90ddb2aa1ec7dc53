import * as vscode from 'vscode';
import type { RunSettings, SettingValue } from '../../protocol/run';

/** A setting as package.json declares it. */
interface Property {
  readonly type: string | readonly string[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly markdownDescription?: string;
  readonly enum?: readonly string[];
  /** One for each of `enum`. */
  readonly enumDescriptions?: readonly string[];
  /** Null for one that follows another. */
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

/** Settings that stand together, in the language of VS Code. */
export interface SettingGroup {
  readonly title: string;
  readonly names: readonly string[];
}

export interface SettingChoice {
  readonly value: string;
  readonly description: string;
}

/** What package.json says of the settings, so that their ranges stand in one place. Names come without the `elman.`. */
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

  /** The description, without its Markdown. */
  describe(name: string): string {
    return plain(this.of(name).markdownDescription);
  }

  /** What a setting is chosen from, with descriptions; undefined for one that is typed. */
  choices(name: string): readonly SettingChoice[] | undefined {
    const { enum: values, enumDescriptions = [] } = this.of(name);
    return values?.map((value, i) => ({ value, description: plain(enumDescriptions[i]) }));
  }

  /** Whether any text will do, as far as we know before the engine has its say. */
  isText(name: string): boolean {
    const { type, enum: values } = this.of(name);
    return type === 'string' && !values;
  }

  /** The number typed, with the comma of other languages too; undefined where it does not fit the setting. */
  parse(name: string, typed: string): number | undefined {
    const { type, minimum, exclusiveMinimum, maximum = Number.POSITIVE_INFINITY } = this.of(name);
    const text = typed.trim();
    // A comma or a point in a whole number may mean thousands: better to ask than to guess.
    const value = type === 'integer' && !/^\d+(e\d+)?$/i.test(text) ? Number.NaN : toNumber(text);
    const isAbove = exclusiveMinimum === undefined ? value >= (minimum ?? 0) : value > exclusiveMinimum;
    return isAbove && value <= maximum ? value : undefined;
  }

  /** What is wrong with the number typed, if anything. */
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
