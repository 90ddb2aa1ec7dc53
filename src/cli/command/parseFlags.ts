import { parseArgs } from 'node:util';
import type { SettingValue } from '../../protocol/run';
import type { Call } from './command';
import { didYouMean } from './didYouMean';
import { type Flag, readValue } from './flag';
import { UsageError } from './usageError';

/** Parses the arguments after the command's name. Throws a UsageError that names the first wrong flag. */
export function parseFlags(args: readonly string[], flags: readonly Flag[]): Call {
  const byName = new Map(flags.flatMap(flag => [flag.name, ...flag.aliases].map(name => [name, flag])));
  const operands: string[] = [];
  const settings: Record<string, SettingValue> = {};
  const others = new Map<string, SettingValue>();
  for (const token of tokensOf(args, byName)) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional') {
      operands.push(token.value);
      continue;
    }
    const { rawName, name, value, inlineValue } = token;
    const flag = rawName.startsWith('--') ? byName.get(name) : undefined;
    if (!flag)
      throw new UsageError(`There is no flag ${rawName} here.${didYouMean(name, [...byName.keys()], '--')}`);
    const read = readToken(flag, rawName, value, inlineValue === true);
    if (flag.setting) settings[flag.setting] = read;
    else others.set(flag.name, read);
  }
  return { operands, settings, flags: others };
}

function readToken(flag: Flag, given: string, value: string | undefined, inline: boolean): SettingValue {
  if (flag.value === undefined) {
    if (value === undefined) return true;
    throw new UsageError(`${given} takes no value.`);
  }
  // The next argument is a flag if it begins with a dash, except for a negative number and "-" (the standard
  // input).
  const isFlag = !inline && value !== undefined && /^-(?!$|[\d.])/.test(value);
  if (value === undefined || isFlag) throw new UsageError(`${given} needs a value.`);
  return readValue(flag, given, value);
}

function tokensOf(args: readonly string[], byName: ReadonlyMap<string, Flag>) {
  const options = Object.fromEntries(
    [...byName].map(([name, { value }]) => [
      name,
      { type: value === undefined ? 'boolean' : 'string' } as const,
    ]),
  );
  // Accepts long flags with one dash, as elman.py, SRILM and rnnlm do.
  const normalised = args.map(arg => {
    return /^-[a-z][\w-]+(?:=|$)/.test(arg) ? `-${arg}` : arg;
  });
  return parseArgs({ args: normalised, options, strict: false, allowPositionals: true, tokens: true }).tokens;
}
