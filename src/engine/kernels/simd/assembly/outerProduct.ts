import { at, madd, next, put, splat } from './vector';

/**
 * Adds the product of a column and a row to C: C [M, N] += a [M, 1] b [1, N]. Gives the same bits as `gemm` with K = 1,
 * which adds a rounded product to C, but packs nothing.
 */
export function outerProduct(C: usize, a: usize, b: usize, M: usize, N: usize): void {
  const zero = splat(0);
  for (let i: usize = 0; i < M; i++, C += 4 * N) {
    const x = v128.load_splat<f32>(a + 4 * i);
    for (let j: usize = 0; j < N; j += 8) {
      const p0 = madd(x, at(b, j), zero);
      const p1 = madd(x, next(b, j), zero);
      put(C, j, N, f32x4.add(at(C, j), p0), f32x4.add(next(C, j), p1));
    }
  }
}
