import { batchesOf } from '../../data/labelled/batchOrder';
import type { Examples } from '../../data/labelled/examples';
import type { LabelReader } from '../../model/labelReader';
import { mostLikely } from './labelFigures';

/** How often the tag of a token was predicted wrongly. */
export interface TokenErrors {
  readonly token: string;
  readonly count: number;
  readonly errors: number;
}

/** Returns the errors of a tagger of K tags for each token of the examples, those with the most errors first. */
export function tokenErrors(
  reader: LabelReader,
  examples: Examples,
  symbols: readonly string[],
  K: number,
): TokenErrors[] {
  const counts = symbols.map(() => ({ count: 0, errors: 0 }));
  const indices = Array.from({ length: examples.count }, (_, i) => i);
  for (const batch of batchesOf(indices, examples, reader.B)) {
    const placed = batch.examples.map(index => examples.at(index));
    const logProbs = reader.read(placed);
    for (const [b, { tokens, targets }] of placed.entries())
      for (let t = 0; t < tokens.length; t++) {
        const found = counts[tokens[t]];
        found.count++;
        if (mostLikely(logProbs[b], t * K, K) !== targets[t]) found.errors++;
      }
  }
  return counts
    .map((each, id) => ({ token: symbols[id], ...each }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.errors - a.errors);
}
