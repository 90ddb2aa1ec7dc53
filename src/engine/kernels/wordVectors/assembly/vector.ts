import { dimension, stride } from './options';

const FLOAT: usize = 4;
const VECTOR: usize = 16;

/**
 * Returns the inner product of two rows of `stride` bytes. Adds the products in the order of the elements, as
 * word2vec does.
 */
@inline
export function dot(a: usize, b: usize): f32 {
  const end = a + FLOAT * dimension;
  let sum: f32 = 0;
  for (; a < end; a += FLOAT, b += FLOAT) sum += load<f32>(a) * load<f32>(b);
  return sum;
}

/** Adds the row `from` to the row `to`. Rows have `stride` bytes. */
@inline
export function add(to: usize, from: usize): void {
  const end = to + stride;
  for (; to < end; to += VECTOR, from += VECTOR) {
    v128.store(to, f32x4.add(v128.load(to), v128.load(from)));
  }
}

/** Adds the row `from`, multiplied by `factor`, to the row `to`. Rows have `stride` bytes. */
@inline
export function addScaled(to: usize, factor: f32, from: usize): void {
  const factors = f32x4.splat(factor);
  const end = to + stride;
  for (; to < end; to += VECTOR, from += VECTOR) {
    v128.store(to, f32x4.add(v128.load(to), f32x4.mul(factors, v128.load(from))));
  }
}

/** Divides the elements of a row of `stride` bytes by `divisor`. */
@inline
export function divide(to: usize, divisor: f32): void {
  const divisors = f32x4.splat(divisor);
  const end = to + stride;
  for (; to < end; to += VECTOR) v128.store(to, f32x4.div(v128.load(to), divisors));
}

/** to = 0. A loop is faster than `memory.fill`, which calls a function of the system. */
@inline
export function clear(to: usize): void {
  const end = to + stride;
  for (; to < end; to += VECTOR) v128.store(to, f32x4.splat(0));
}
