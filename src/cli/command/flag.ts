import type { SettingField, Settings } from '../../engine';
import { nearest } from '../../engine/core/nearest';
import type { SettingValue } from '../../protocol/run';
import { UsageError } from './usageError';

/** A command-line flag. */
export interface Flag {
  /** The name, without the dashes. */
  readonly name: string;
  /** Other names by which the flag can be given. */
  readonly aliases: readonly string[];
  /**
   * The type of the value: the field of a setting, or a placeholder such as `FILE`, which accepts any text.
   * Undefined for a flag without a value.
   */
  readonly value?: SettingField | string;
  readonly description: string;
  /** The heading under which the help lists the flag. */
  readonly group: string;
  /** The name of the setting that the flag sets. Missing for other flags. */
  readonly setting?: keyof Settings;
  /** The meaning of each value that can be chosen. */
  readonly choices?: Readonly<Record<string, string>>;
  /** Whether the help omits the flag, because the description of a similar flag also describes this one. */
  readonly isUnlisted?: boolean;
}

/** Returns a flag that does not set a setting. If `value` is undefined, the flag takes no value. */
export function commandFlag(name: string, value: Flag['value'], description: string): Flag {
  return { name, aliases: [], value, description, group: 'Command' };
}

export const jsonFlag = commandFlag('json', undefined, 'Prints JSON.');

/**
 * Parses the text of a flag's value. Throws a UsageError if the value is invalid. The message contains
 * `given`, the name by which the user gave the flag.
 */
export function readValue({ value: field }: Flag, given: string, text: string): SettingValue {
  if (typeof field !== 'object' || field.kind === 'text') return text;
  if (field.kind === 'choice') {
    if (field.choices.includes(text)) return text;
    const guess = nearest(text, field.choices);
    const hint = guess === undefined ? '' : ` Did you mean ${guess}?`;
    throw new UsageError(`${given} takes ${rangeOf(field)}, not "${text}".${hint}`);
  }
  const number = text.trim() === '' ? Number.NaN : Number(text);
  const { kind, minimum, maximum, exclusive } = field;
  const isInside = exclusive ? number > minimum : number >= minimum;
  if (isInside && number <= maximum && (kind === 'number' || Number.isInteger(number))) return number;
  throw new UsageError(`${given} takes ${rangeOf(field)}, not "${text}".`);
}

export function rangeOf(field: SettingField): string {
  if (field.kind === 'choice') return `one of ${field.choices.join(', ')}`;
  if (field.kind === 'text') return 'any text';
  const { kind, minimum, maximum, exclusive } = field;
  const noun = kind === 'integer' ? 'a whole number' : 'a number';
  return exclusive ? `${noun} above ${minimum}, up to ${maximum}` : `${noun} from ${minimum} to ${maximum}`;
}
