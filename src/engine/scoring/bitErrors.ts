import type { SymbolBits } from '../configuration/bits';
import { exp } from '../core/math';
import type { TextModel } from '../model/openModel';
import { Reading } from './reading';

/** How well a model predicts the bits of some tokens. */
export interface BitErrors {
  readonly tokens: number;
  /** Root mean square error of each bit. */
  readonly bits: readonly number[];
  /** Root mean square of the distance between all bits and their predictions. */
  readonly all: number;
}

/**
 * Returns the errors of the bits of a text's tokens, separately for each group of symbols. A bit is predicted by the sum of
 * the probabilities of all symbols that have it. Leaves out symbols without bits.
 */
export function bitErrorsOf(
  open: TextModel,
  text: string,
  { size, bitsOf }: SymbolBits,
  groupOf: (symbol: string) => string,
): Map<string, BitErrors> {
  const { symbols } = open.model.vocabulary;
  const reading = new Reading(open);
  for (const _ of reading.read(text, true));
  const { ids, length } = reading.tokens;
  const wanted = Array.from({ length }, (_, i) => i).filter(i => bitsOf.has(symbols[ids[i]]));
  const sums = new Map<string, { tokens: number; squares: Float64Array }>();
  reading.expectations(wanted, (token, logProbs) => {
    const errors = Float64Array.from(bitsOf.get(symbols[ids[token]]) ?? []);
    for (const [id, symbol] of symbols.entries())
      for (const [k, bit] of (bitsOf.get(symbol) ?? []).entries()) errors[k] -= bit * exp(logProbs[id]);
    const group = groupOf(symbols[ids[token]]);
    const sum = sums.get(group) ?? { tokens: 0, squares: new Float64Array(size) };
    sums.set(group, sum);
    sum.tokens++;
    for (let k = 0; k < size; k++) sum.squares[k] += errors[k] ** 2;
  });
  return new Map([...sums].map(([group, { tokens, squares }]) => [group, errorsOf(tokens, squares)]));
}

function errorsOf(tokens: number, squares: Float64Array): BitErrors {
  const all = squares.reduce((sum, each) => sum + each, 0);
  return {
    tokens,
    bits: Array.from(squares, each => Math.sqrt(each / tokens)),
    all: Math.sqrt(all / tokens),
  };
}
