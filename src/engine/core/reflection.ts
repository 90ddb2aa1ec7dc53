/** A square matrix with `n` rows, which are `stride` elements apart. */
export interface SquareMatrix {
  readonly elements: Float64Array;
  readonly n: number;
  readonly stride: number;
}

/** A reflection P = I - factor v vᵀ of vectors. `from` is the index of the first element that it changes. */
export interface Reflection {
  readonly v: Float64Array;
  readonly factor: number;
  readonly from: number;
}

/**
 * Returns the reflection that sets all elements of x except the first to 0 (Householder). Undefined if they are 0
 * already. `from` is the index of the first.
 */
export function reflectionOf(x: Float64Array, from: number): Reflection | undefined {
  const largest = x.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
  if (largest === 0) return undefined;
  const v = x.map(each => each / largest); // so that squares of small elements are not 0
  let rest = 0;
  for (let i = 1; i < v.length; i++) rest += v[i] * v[i];
  if (rest === 0) return undefined;
  const norm = Math.sqrt(v[0] * v[0] + rest);
  v[0] += v[0] < 0 ? -norm : norm; // the sign avoids a difference of almost equal numbers
  return { v, factor: 2 / (v[0] * v[0] + rest), from };
}

/** Replaces A by P A P. Assumes that the columns before `from` - 1 of P A equal those of A. */
export function reflect({ elements: A, n, stride }: SquareMatrix, { v, factor, from }: Reflection): void {
  const sums = new Float64Array(n); // vᵀ A
  for (let i = 0; i < v.length; i++) {
    const row = (from + i) * stride;
    for (let j = from - 1; j < n; j++) sums[j] += v[i] * A[row + j];
  }
  for (let i = 0; i < v.length; i++) {
    const row = (from + i) * stride;
    for (let j = from - 1; j < n; j++) A[row + j] -= factor * v[i] * sums[j];
  }
  for (let i = 0; i < n; i++) {
    const row = i * stride + from;
    let sum = 0;
    for (let j = 0; j < v.length; j++) sum += v[j] * A[row + j];
    for (let j = 0; j < v.length; j++) A[row + j] -= factor * v[j] * sum;
  }
}

/**
 * Replaces A by P A P, where P changes three elements: computes only the columns from `columns` to `end` - 1 of P A
 * and the rows from `rows` to `last` of A P.
 */
export function reflectThree(
  { elements: A, stride }: SquareMatrix,
  { v, factor, from }: Reflection,
  { columns, end, rows, last }: { readonly [name in 'columns' | 'end' | 'rows' | 'last']: number },
): void {
  const [v0, v1, v2] = v;
  for (let j = columns, at = from * stride + columns; j < end; j++, at++) {
    const sum = factor * (v0 * A[at] + v1 * A[at + stride] + v2 * A[at + 2 * stride]);
    A[at] -= sum * v0;
    A[at + stride] -= sum * v1;
    A[at + 2 * stride] -= sum * v2;
  }
  for (let i = rows, at = rows * stride + from; i <= last; i++, at += stride) {
    const sum = factor * (v0 * A[at] + v1 * A[at + 1] + v2 * A[at + 2]);
    A[at] -= sum * v0;
    A[at + 1] -= sum * v1;
    A[at + 2] -= sum * v2;
  }
}
