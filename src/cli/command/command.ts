import type { Settings } from '../../engine';
import type { SettingValue } from '../../protocol/run';
import type { Flag } from './flag';
import { UsageError } from './usageError';

/** The parsed arguments of a command. */
export interface Call {
  /** The arguments that are not flags. */
  readonly words: readonly string[];
  /** The settings that were given as flags. */
  readonly settings: Settings;
  /** The other given flags, by their main names; `true` for a flag without a value. */
  readonly flags: ReadonlyMap<string, SettingValue>;
}

export interface Command {
  readonly name: string;
  /** The positional arguments, such as `MODEL FILE`. */
  readonly words: string;
  /** A one-line description. */
  readonly summary: string;
  /** Further help. */
  readonly notes: string;
  readonly flags: readonly Flag[];
  /**
   * Runs the command and returns the exit code. Throws a UsageError for wrong arguments, before it does
   * anything; a UserError for later failures.
   */
  run(call: Call): Promise<number>;
}

/** Returns the positional arguments, one per name. Throws a UsageError for any other number of them. */
export function wordsOf({ words }: Call, names: readonly string[]): readonly string[] {
  if (words.length < names.length) throw new UsageError(`${names[words.length]} is missing.`);
  if (words.length > names.length) throw new UsageError(`Unexpected argument "${words[names.length]}".`);
  return words;
}

/** Returns a flag's value as text; undefined if the flag was not given. */
export function textFlag({ flags }: Call, name: string): string | undefined {
  const value = flags.get(name);
  return value === undefined ? undefined : String(value);
}

/** Returns a flag's value as a number; undefined if the flag was not given. */
export function numberFlag({ flags }: Call, name: string): number | undefined {
  const value = flags.get(name);
  return value === undefined ? undefined : Number(value);
}
