import type { ReadableText } from '../data/decode';
import { piecesOf, scanPieces } from '../data/numbering';
import type { Tokenizer } from '../data/tokenizer';
import type { LanguageModel } from '../model/languageModel';
import { stateReader } from '../model/stateInspector';

/**
 * The mean hidden state of every distinct token of a text. A state consists of the states of all layers,
 * concatenated.
 */
export interface MeanStates {
  readonly words: readonly string[];
  /** Number of occurrences of each word in the text. */
  readonly counts: readonly number[];
  /** The mean hidden states, [words, size]. */
  readonly vectors: Float32Array;
  readonly size: number;
}

/** A model with hidden states. */
export type NetworkStates = Pick<Required<LanguageModel>, 'vocabulary' | 'inspector'>;

/** Returns a model with hidden states as such. Undefined if it has none. */
export function statesOf(model: LanguageModel): NetworkStates | undefined {
  const { vocabulary, inspector } = model;
  return inspector && { vocabulary, inspector: options => inspector.call(model, options) };
}

/**
 * Reads a text and returns the mean hidden state after each of its distinct words. Elman (1990) clustered
 * such means: words that are used in similar ways have similar states. The words are in the order of the
 * vocabulary; words that do not occur are left out. `most`: maximum number of tokens that are read.
 */
export function meanStates(
  model: NetworkStates,
  tokenizer: Tokenizer,
  text: ReadableText,
  most = Number.POSITIVE_INFINITY,
): MeanStates {
  const sums = new Map<number, { count: number; sum: Float64Array }>();
  const read = stateReader(model.inspector());
  let tokens = 0;
  const visit = (symbol: string) => {
    const id = model.vocabulary.id(symbol);
    if (id < 0 || tokens === most) return;
    tokens++;
    const hidden = read(id);
    const found = sums.get(id);
    if (!found) sums.set(id, { count: 1, sum: hidden });
    else {
      found.count++;
      for (let k = 0; k < hidden.length; k++) found.sum[k] += hidden[k];
    }
  };
  for (const piece of piecesOf(text, tokenizer)) {
    scanPieces([piece], tokenizer, visit);
    if (tokens === most) break;
  }
  const known = [...sums].sort(([a], [b]) => a - b);
  const size = known[0]?.[1].sum.length ?? 0;
  const vectors = new Float32Array(known.length * size);
  for (const [row, [, { count, sum }]] of known.entries())
    for (let k = 0; k < size; k++) vectors[row * size + k] = sum[k] / count;
  return {
    words: known.map(([id]) => model.vocabulary.symbols[id]),
    counts: known.map(([, { count }]) => count),
    ...{ vectors, size },
  };
}
