import { normalised, type WordVectors } from './wordVectors';

/** A word and the cosine of its vector with another. */
export interface Neighbour {
  readonly id: number;
  readonly cosine: number;
}

export interface NeighbourOptions {
  /** Number of neighbours. */
  readonly count: number;
  /** Words that are left out. */
  readonly except: readonly number[];
  /** Neighbours have a larger cosine than this. */
  readonly above: number;
}

/**
 * Returns the words that are nearest to a vector, the nearest first. `unit` and `vector` have length 1. Sums
 * are rounded to float32 after each operation, as in word2vec's `distance`; equal words keep their order.
 */
export function neighboursOf(
  unit: WordVectors,
  vector: Float32Array,
  { count, except, above }: NeighbourOptions,
): Neighbour[] {
  const found: Neighbour[] = [];
  for (let id = 0; id < unit.words.length; id++) {
    if (except.includes(id)) continue;
    const cosine = dot(unit, id, vector);
    const least = found.length < count ? above : found[count - 1].cosine;
    if (!(cosine > least)) continue;
    let at = found.length;
    while (at > 0 && cosine > found[at - 1].cosine) at--;
    found.splice(at, 0, { id, cosine });
    if (found.length > count) found.pop();
  }
  return found;
}

/** The sum of words' vectors, with length 1. */
export function sumOf({ vectors, size }: WordVectors, ids: readonly number[]): Float32Array {
  const sum = new Float32Array(size);
  for (const id of ids) for (let k = 0; k < size; k++) sum[k] += vectors[id * size + k];
  return normalised(sum);
}

/**
 * The vector of the word that is to `c` as `b` is to `a`: b - a + c (Mikolov, Yih and Zweig 2013). Its
 * length is not 1.
 */
export function analogyOf(
  { vectors, size }: WordVectors,
  [a, b, c]: readonly [number, number, number],
): Float32Array {
  return Float32Array.from({ length: size }, (_, k) =>
    Math.fround(Math.fround(vectors[b * size + k] - vectors[a * size + k]) + vectors[c * size + k]),
  );
}

function dot({ vectors, size }: WordVectors, id: number, vector: Float32Array): number {
  let sum = 0;
  for (let k = 0, at = id * size; k < size; k++, at++)
    sum = Math.fround(sum + Math.fround(vector[k] * vectors[at]));
  return sum;
}
