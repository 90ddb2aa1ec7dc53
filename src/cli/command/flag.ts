import type { SettingField, Settings } from '../../engine';
import type { SettingValue } from '../../protocol/run';
import { nearest } from './nearest';
import { UsageError } from './usageError';

/** What `--name` takes. */
export interface Flag {
  /** Without the dashes. */
  readonly name: string;
  /** Other names that are understood. */
  readonly aliases: readonly string[];
  /** A number or a choice; a word for people (`FILE`) for any text; missing for a flag without a value. */
  readonly value?: SettingField | string;
  readonly description: string;
  /** Under which heading the help lists it. */
  readonly group: string;
  /** The setting that it sets, if it is one. */
  readonly setting?: keyof Settings;
  /** What each choice means. */
  readonly choices?: Readonly<Record<string, string>>;
  /** The help leaves it out: one that is listed tells of all of its kind. */
  readonly isUnlisted?: boolean;
}

/** A flag that is no setting; without a `value` it is there or not. */
export function commandFlag(name: string, value: Flag['value'], description: string): Flag {
  return { name, aliases: [], value, description, group: 'Command' };
}

export const jsonFlag = commandFlag('json', undefined, 'Prints JSON.');

/** The value of a flag from the words of the command line. Throws a UsageError that names the flag as it was given. */
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
