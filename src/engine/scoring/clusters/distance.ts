/** Vectors of equal size, row by row. */
export interface Vectors {
  readonly vectors: Float32Array; // [rows, size]
  readonly size: number;
}

/** Returns one of the vectors, without copying it. */
export const vectorAt = ({ vectors, size }: Vectors, row: number) =>
  vectors.subarray(row * size, (row + 1) * size);

export function euclideanDistance(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += (a[k] - b[k]) ** 2;
  return Math.sqrt(sum);
}
