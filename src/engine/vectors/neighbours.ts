import { innerProduct, normalised, vectorOf, type WordVectors } from './wordVectors';

/** A word with the cosine of the angle between its vector and a given vector. */
export interface Neighbour {
  readonly id: number;
  readonly cosine: number;
}

export interface NeighbourOptions {
  /** Maximum number of neighbours to return. */
  readonly count: number;
  /** Ids of words that are not returned. */
  readonly except: readonly number[];
  /** Minimum cosine, exclusive: only neighbours with a larger cosine are returned. */
  readonly above: number;
}

/**
 * Returns the words whose vectors are nearest to `vector`, nearest first. `unit` contains vectors of length
 * 1, and `vector` must have length 1 too. Sums are rounded to float32 after each operation, as in word2vec's
 * `distance`. Words with equal cosines keep their order.
 */
export function neighboursOf(
  unit: WordVectors,
  vector: Float32Array,
  { count, except, above }: NeighbourOptions,
): Neighbour[] {
  const found: Neighbour[] = [];
  for (let id = 0; id < unit.words.length; id++) {
    if (except.includes(id)) continue;
    const cosine = innerProduct(vector, vectorOf(unit, id));
    const least = found.length < count ? above : found[count - 1].cosine;
    if (!(cosine > least)) continue;
    let at = found.length;
    while (at > 0 && cosine > found[at - 1].cosine) at--;
    found.splice(at, 0, { id, cosine });
    if (found.length > count) found.pop();
  }
  return found;
}

/** Returns the sum of some vectors, scaled to length 1. */
export function sumOf(vectors: readonly Float32Array[]): Float32Array {
  const sum = new Float32Array(vectors[0].length);
  for (const vector of vectors) for (let k = 0; k < sum.length; k++) sum[k] += vector[k];
  return normalised(sum);
}

/**
 * Returns the vector b - a + c of the words a, b and c. It is near the word that is to c as b is to a
 * (Mikolov, Yih and Zweig 2013). It is not scaled to length 1.
 */
export function analogyOf(unit: WordVectors, [a, b, c]: readonly [number, number, number]): Float32Array {
  return analogyBetween(vectorOf(unit, a), vectorOf(unit, b), vectorOf(unit, c));
}

/** Returns the vector b - a + c, rounded to float32 after each operation. */
export function analogyBetween(a: Float32Array, b: Float32Array, c: Float32Array): Float32Array {
  return b.map((value, k) => Math.fround(value - a[k]) + c[k]);
}
