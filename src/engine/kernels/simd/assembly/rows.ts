import { at, next, put } from './vector';

// Kernels that fill, copy and add rows. The formulas are in `kernels.ts`.

/** Sets `length` elements of y to `value`. */
export function fill(y: usize, value: f32, length: usize): void {
  const v = f32x4.splat(value);
  for (let i: usize = 0; i < length; i += 8) put(y, i, length, v, v);
}

export function copy(y: usize, x: usize, length: usize): void {
  memory.copy(y, x, 4 * length);
}

/** Adds `length` elements of x to those of y. */
function add(y: usize, x: usize, length: usize): void {
  for (let i: usize = 0; i < length; i += 8) {
    put(y, i, length, f32x4.add(at(y, i), at(x, i)), f32x4.add(next(y, i), next(x, i)));
  }
}

export function gatherRows(Y: usize, W: usize, ids: usize, R: usize, N: usize): void {
  for (let r: usize = 0; r < R; r++) {
    memory.copy(Y + 4 * r * N, W + 4 * N * <usize>load<u32>(ids + 4 * r), 4 * N);
  }
}

export function scatterAddRows(dW: usize, dY: usize, ids: usize, R: usize, N: usize): void {
  for (let r: usize = 0; r < R; r++) add(dW + 4 * N * <usize>load<u32>(ids + 4 * r), dY + 4 * r * N, N);
}

export function setRows(Y: usize, b: usize, R: usize, N: usize): void {
  for (let r: usize = 0; r < R; r++) memory.copy(Y + 4 * r * N, b, 4 * N);
}

export function addRows(Y: usize, b: usize, R: usize, N: usize): void {
  for (let r: usize = 0; r < R; r++) add(Y + 4 * r * N, b, N);
}

export function sumRows(db: usize, dY: usize, R: usize, N: usize): void {
  for (let r: usize = 0; r < R; r++) add(db, dY + 4 * r * N, N);
}
