/** Words with their vectors. A word has one character per byte. */
export interface WordVectors {
  readonly words: readonly string[];
  /** The vectors, row by row. [V, D] */
  readonly vectors: Float32Array;
  /** Number of elements of a vector, D. */
  readonly size: number;
}

/** Returns the vectors scaled to length 1. A vector of zeros becomes NaN, as in word2vec's tools. */
export function unitVectors({ words, vectors, size }: WordVectors): WordVectors {
  const unit = new Float32Array(vectors.length);
  for (let word = 0; word < words.length; word++) {
    const row = vectors.subarray(word * size, (word + 1) * size);
    unit.set(normalised(row), word * size);
  }
  return { words, vectors: unit, size };
}

/** Returns a vector divided by its length. Each operation is rounded to float32, as in word2vec's tools. */
export function normalised(vector: Float32Array): Float32Array {
  let sum = 0;
  for (const value of vector) sum = Math.fround(sum + Math.fround(value * value));
  const length = Math.fround(Math.sqrt(sum));
  return vector.map(value => value / length);
}
