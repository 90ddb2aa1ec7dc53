import { exp } from '../core/math';
import type { TextModel } from '../model/openModel';
import { Reading } from './reading';

/** The bits of each symbol, such as `101001`. All have the same length. */
export type BitTable = Readonly<Record<string, string>>;

/** How well a model predicts the bits of some tokens. */
export interface BitErrors {
  readonly tokens: number;
  /** Root mean square error of each bit. */
  readonly bits: readonly number[];
  /** Root mean square of the distance between all bits and their predictions. */
  readonly all: number;
}

/**
 * Returns the errors of the bits of a text's tokens, separately for each group of tokens. A bit is predicted by the sum of
 * the probabilities of all symbols that have it. Leaves out symbols without bits. `groupOf`: the group of a symbol.
 */
export function bitErrorsOf(
  open: TextModel,
  text: string,
  table: BitTable,
  groupOf: (symbol: string) => string,
): Map<string, BitErrors> {
  const { symbols } = open.model.vocabulary;
  const coded = symbols.flatMap((symbol, id) =>
    Object.hasOwn(table, symbol) ? [{ id, bits: table[symbol] }] : [],
  );
  const reading = new Reading(open);
  for (const _ of reading.read(text, true));
  const { ids, length } = reading.tokens;
  const wanted = Array.from({ length }, (_, i) => i).filter(i => Object.hasOwn(table, symbols[ids[i]] ?? ''));
  const sums = new Map<string, { tokens: number; squares: number[] }>();
  reading.expectations(wanted, (token, logProbs) => {
    const symbol = symbols[ids[token]];
    const target = [...table[symbol]];
    const sum = sums.get(groupOf(symbol)) ?? { tokens: 0, squares: target.map(() => 0) };
    sums.set(groupOf(symbol), sum);
    sum.tokens++;
    for (const [k, bit] of target.entries()) {
      let predicted = 0;
      for (const { id, bits } of coded) if (bits[k] === '1') predicted += exp(logProbs[id]);
      sum.squares[k] += (Number(bit) - predicted) ** 2;
    }
  });
  return new Map([...sums].map(([group, { tokens, squares }]) => [group, errorsOf(tokens, squares)]));
}

function errorsOf(tokens: number, squares: readonly number[]): BitErrors {
  const all = squares.reduce((sum, each) => sum + each, 0);
  return { tokens, bits: squares.map(each => Math.sqrt(each / tokens)), all: Math.sqrt(all / tokens) };
}
