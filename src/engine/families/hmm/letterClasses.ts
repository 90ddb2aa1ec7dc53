import { emptyHmm, type Hmm } from './hmm';

/** The symbol for all characters that are not letters. */
const BLANK = ' ';

/** A division of the symbols of a vocabulary into classes. */
export interface SymbolClasses {
  /** Number of classes. */
  readonly count: number;
  /** The class of each symbol, [V]. */
  readonly of: Int32Array;
}

/** Returns the classes of letters: upper and lower case are one, and so are all characters that are not letters. */
export function letterClasses(symbols: readonly string[]): SymbolClasses {
  const numbers = new Map<string, number>();
  const of = Int32Array.from(symbols, symbol => {
    const name = /^\p{L}/u.test(symbol) ? symbol.toLowerCase() : BLANK;
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  });
  return { count: numbers.size, of };
}

/** Returns the model of the classes from which `withSymbolsOf` made a model of symbols. */
export function withClassesOf(symbols: Hmm, { of, count }: SymbolClasses): Hmm {
  const { states: N, initial, transitions } = symbols;
  const { emissions } = emptyHmm(N, count);
  for (const [o, letter] of of.entries())
    for (let j = 0; j < N; j++) emissions[letter * N + j] += symbols.emissions[o * N + j];
  return { states: N, symbols: count, initial, transitions, emissions };
}

/**
 * Returns a model of symbols from a model of their classes: P(symbol | state) is P(class | state) times the
 * frequency of the symbol in its class. `ids`: the text from which the frequencies come. It has every symbol.
 */
export function withSymbolsOf(classes: Hmm, { of, count }: SymbolClasses, ids: Int32Array): Hmm {
  const { states: N, initial, transitions } = classes;
  const [symbols, members] = [new Float64Array(of.length), new Float64Array(count)];
  for (const id of ids) {
    symbols[id]++;
    members[of[id]]++;
  }
  const { emissions } = emptyHmm(N, of.length);
  for (let o = 0; o < of.length; o++)
    for (let j = 0; j < N; j++)
      emissions[o * N + j] = (classes.emissions[of[o] * N + j] * symbols[o]) / members[of[o]];
  return { states: N, symbols: of.length, initial, transitions, emissions };
}
