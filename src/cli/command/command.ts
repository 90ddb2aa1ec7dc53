import type { Settings } from '../../engine';
import type { SettingValue } from '../../protocol/run';
import type { Flag } from './flag';
import { UsageError } from './usageError';

/** The parsed arguments of a command. */
export interface Call {
  /** The arguments that are not flags. */
  readonly operands: readonly string[];
  /** The settings that were given as flags. */
  readonly settings: Settings;
  /**
   * The values of the given flags that set no setting, by the flags' main names. `true` for a flag without a
   * value.
   */
  readonly flags: ReadonlyMap<string, SettingValue>;
}

export interface Command {
  readonly name: string;
  /** The positional arguments as the help shows them, such as `MODEL FILE`. */
  readonly operands: string;
  /** A one-line description. */
  readonly summary: string;
  /** Text that the help shows below the summary. */
  readonly notes: string;
  readonly flags: readonly Flag[];
  /**
   * Runs the command and returns the exit code. Throws a UsageError for wrong arguments, before it has any
   * effect, and a UserError for later failures.
   */
  run(call: Call): Promise<number>;
}

/**
 * Returns the operands, which are the arguments that are not flags. Throws a UsageError unless there are as many as `names`, which are their
 * names for the message.
 */
export function operandsOf({ operands }: Call, names: readonly string[]): readonly string[] {
  if (operands.length < names.length) throw new UsageError(`${names[operands.length]} is missing.`);
  if (operands.length > names.length)
    throw new UsageError(`Unexpected argument "${operands[names.length]}".`);
  return operands;
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
