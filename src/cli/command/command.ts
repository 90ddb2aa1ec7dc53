import type { Settings } from '../../engine';
import type { SettingValue } from '../../protocol/run';
import type { Flag } from './flag';
import { UsageError } from './usageError';

/** What a command was called with. */
export interface Call {
  /** The words that are no flags. */
  readonly words: readonly string[];
  /** The settings that were given as flags. */
  readonly settings: Settings;
  /** The other flags that were given, by their first names; `true` for one without a value. */
  readonly flags: ReadonlyMap<string, SettingValue>;
}

export interface Command {
  readonly name: string;
  /** The words it takes: `MODEL FILE`. */
  readonly words: string;
  /** One line. */
  readonly summary: string;
  /** Whatever else there is to know. */
  readonly notes: string;
  readonly flags: readonly Flag[];
  /** The exit code. Throws a UsageError before it does anything, a UserError later. */
  run(call: Call): Promise<number>;
}

/** The words, which must be as many as `names`. Throws a UsageError otherwise. */
export function wordsOf({ words }: Call, names: readonly string[]): readonly string[] {
  if (words.length < names.length) throw new UsageError(`${names[words.length]} is missing.`);
  if (words.length > names.length) throw new UsageError(`"${words[names.length]}" is one word too many.`);
  return words;
}

/** A flag's text, where it was given. */
export function textFlag({ flags }: Call, name: string): string | undefined {
  const value = flags.get(name);
  return value === undefined ? undefined : String(value);
}

/** A flag's number, where it was given. */
export function numberFlag({ flags }: Call, name: string): number | undefined {
  const value = flags.get(name);
  return value === undefined ? undefined : Number(value);
}
