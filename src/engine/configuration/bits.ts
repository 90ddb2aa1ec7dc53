import { UserError } from '../../protocol/userError';
import type { Configuration } from '../../settings/settings';

/** The bits of each symbol, 0 or 1. */
export interface SymbolBits {
  /** Number of bits; 0 if there is no table. */
  readonly size: number;
  readonly bitsOf: ReadonlyMap<string, readonly number[]>;
}

/** Symbols that cannot be written between blanks, by the characters that replace them. */
const written: Readonly<Record<string, string>> = { '␣': ' ', '↵': '\n', '⇥': '\t' };
const NAME = 'model.bits';

/**
 * Reads the table of the setting `model.bits`, such as `b=101001 d=101101`. Throws a UserError for any other text, and
 * for a symbol that is there twice or that has another number of bits than the first one.
 */
export function symbolBits({ [NAME]: text }: Pick<Configuration, typeof NAME>): SymbolBits {
  const bitsOf = new Map<string, readonly number[]>();
  let size = 0;
  for (const entry of text.split(/\s+/).filter(each => each !== '')) {
    const [, name, digits] = /^(.+)=([01]+)$/u.exec(entry) ?? [];
    if (name === undefined || digits === undefined)
      throw wrong('The setting {0} has the entry "{1}". Write a symbol and its bits: b=101001.', entry);
    const symbol = written[name] ?? name;
    if (bitsOf.has(symbol)) throw wrong('The setting {0} gives the bits of "{1}" twice.', name);
    size ||= digits.length;
    if (digits.length !== size)
      throw wrong('The setting {0} has another number of bits in "{1}" than in its first entry.', entry);
    bitsOf.set(symbol, [...digits].map(Number));
  }
  return { size, bitsOf };
}

const wrong = (template: string, what: string) => new UserError(template, [{ setting: NAME }, what], NAME);
