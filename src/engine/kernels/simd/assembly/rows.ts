import { storeTail, VECTOR } from './vector';

/** y[0..length) = value */
export function fill(y: usize, value: f32, length: usize): void {
  const v = f32x4.splat(value);
  const whole = length & ~3;
  for (let i: usize = 0; i < whole; i += 4) v128.store(y + 4 * i, v);
  if (whole < length) storeTail(y + 4 * whole, v, length - whole);
}

export function copy(y: usize, x: usize, length: usize): void {
  memory.copy(y, x, 4 * length);
}

/** y[0..length) += x[0..length) */
function add(y: usize, x: usize, length: usize): void {
  const whole = length & ~3;
  const end = y + 4 * whole;
  for (; y < end; y += VECTOR, x += VECTOR) v128.store(y, f32x4.add(v128.load(y), v128.load(x)));
  if (whole < length) storeTail(y, f32x4.add(v128.load(y), v128.load(x)), length - whole);
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
