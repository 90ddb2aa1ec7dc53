import { exp, logistic, tanh } from './math';
import { splat, storeTail } from './vector';

/** The numbers that simdKernels.ts gives the activations. */
const TANH: i32 = 0;
const LOGISTIC: i32 = 1;
const RELU: i32 = 2;
const ELU: i32 = 3;
const LEAKY_RELU: i32 = 4;

@inline
function value(f: i32, a: v128): v128 {
  if (f == TANH) return tanh(a);
  if (f == LOGISTIC) return logistic(a);
  if (f == RELU) return f32x4.max(a, splat(0));
  const positive = f32x4.gt(a, splat(0));
  if (f == ELU) return v128.bitselect(a, f32x4.sub(exp(a), splat(1)), positive);
  if (f == LEAKY_RELU) return v128.bitselect(a, f32x4.mul(a, splat(0.01)), positive);
  return a;
}

/** The derivative by the output y. */
@inline
function slope(f: i32, y: v128): v128 {
  const one = splat(1);
  if (f == TANH) return f32x4.sub(one, f32x4.mul(y, y));
  if (f == LOGISTIC) return f32x4.mul(y, f32x4.sub(one, y));
  const positive = f32x4.gt(y, splat(0));
  if (f == RELU) return v128.and(positive, one);
  if (f == ELU) return v128.bitselect(one, f32x4.add(y, one), positive);
  if (f == LEAKY_RELU) return v128.bitselect(one, splat(0.01), positive);
  return one;
}

export function activate(f: i32, Y: usize, A: usize, length: usize): void {
  const whole = length & ~3;
  for (let i: usize = 0; i < whole; i += 4) v128.store(Y + 4 * i, value(f, v128.load(A + 4 * i)));
  if (whole < length) storeTail(Y + 4 * whole, value(f, v128.load(A + 4 * whole)), length - whole);
}

export function activateBackward(f: i32, dA: usize, dY: usize, Y: usize, length: usize): void {
  const whole = length & ~3;
  for (let i: usize = 0; i < whole; i += 4) {
    v128.store(dA + 4 * i, f32x4.mul(v128.load(dY + 4 * i), slope(f, v128.load(Y + 4 * i))));
  }
  if (whole < length) {
    const tail = f32x4.mul(v128.load(dY + 4 * whole), slope(f, v128.load(Y + 4 * whole)));
    storeTail(dA + 4 * whole, tail, length - whole);
  }
}
