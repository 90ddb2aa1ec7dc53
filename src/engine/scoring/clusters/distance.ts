/** Vectors with the same number of elements, one per row. */
export interface Vectors {
  readonly vectors: Float32Array; // [rows, size], the vectors one after another
  readonly size: number;
}

/** Returns the vector of a row as a view, without copying it. */
export const vectorAt = ({ vectors, size }: Vectors, row: number) =>
  vectors.subarray(row * size, (row + 1) * size);

export function euclideanDistance(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += (a[k] - b[k]) ** 2;
  return Math.sqrt(sum);
}
