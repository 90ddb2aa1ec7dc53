/** Returns the product of a square matrix [n, n] and a vector [n]. */
export function matrixTimesVector(matrix: ArrayLike<number>, vector: Float64Array): Float64Array {
  const n = vector.length;
  const result = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += matrix[i * n + j] * vector[j];
    result[i] = sum;
  }
  return result;
}

/** Returns a vector [n] with which iterations start. Its elements follow no pattern that a matrix could have. */
export function irregularVector(n: number): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => 0.5 + ((i * 0.6180339887498949) % 1));
}
