import type { Subwords } from './subwords';

/** Words with their vectors. The words are not decoded: each character stands for one byte of a word. */
export interface WordVectors {
  readonly words: readonly string[];
  /** The vectors, one per row, [V, D]. */
  readonly vectors: Float32Array;
  /** Number of elements of a vector, D. */
  readonly size: number;
  /** Vectors of parts of words, from which words without a vector get one. Absent: trained without them. */
  readonly subwords?: Subwords;
}

/** Returns the vector of a word as a view of `vectors`, without copying it. */
export const vectorOf = ({ vectors, size }: WordVectors, id: number) =>
  vectors.subarray(id * size, (id + 1) * size);

/**
 * Returns the vectors scaled to length 1. A vector of zeros becomes a vector of NaN, as in word2vec's tools.
 */
export function unitVectors(all: WordVectors): WordVectors {
  const { words, vectors, size } = all;
  const unit = new Float32Array(vectors.length);
  for (let word = 0; word < words.length; word++) unit.set(normalised(vectorOf(all, word)), word * size);
  return { ...all, vectors: unit };
}

/** Returns a vector divided by its length. Rounds to float32 after each operation, as word2vec's tools do. */
export function normalised(vector: Float32Array): Float32Array {
  const length = Math.fround(Math.sqrt(innerProduct(vector, vector)));
  return vector.map(value => value / length);
}

/**
 * Returns the inner product of two vectors. Adds the products in the order of the elements and rounds to
 * float32 after each operation, as word2vec's tools do.
 */
export function innerProduct(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum = Math.fround(sum + Math.fround(a[k] * b[k]));
  return sum;
}
