import { constants, exp, logistic, tanh } from './math';
import { at, next, put, splat } from './vector';

// Activation functions and their backward passes. The formulas are in `kernels.ts`.

/** The codes of the activation functions. `simdKernels.ts` contains the same codes. */
const TANH: i32 = 0;
const LOGISTIC: i32 = 1;
const RELU: i32 = 2;
const ELU: i32 = 3;
const LEAKY_RELU: i32 = 4;
const IDENTITY: i32 = 5;

@inline
function value(f: i32, k: usize, a: v128): v128 {
  if (f == TANH) return tanh(k, a);
  if (f == LOGISTIC) return logistic(k, a);
  if (f == RELU) return f32x4.max(a, splat(0));
  const positive = f32x4.gt(a, splat(0));
  if (f == ELU) return v128.bitselect(a, f32x4.sub(exp(k, a), splat(1)), positive);
  if (f == LEAKY_RELU) return v128.bitselect(a, f32x4.mul(a, splat(0.01)), positive);
  return a;
}

/**
 * Returns f'(a) of an activation function in four lanes, computed from the output y. `f` is the function's
 * code.
 */
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

/** Computes Y = f(A) for `length` elements. f is a compile-time constant, so the loop contains no branch. */
@inline
function forward(f: i32, Y: usize, A: usize, length: usize): void {
  const k = constants;
  for (let i: usize = 0; i < length; i += 8) {
    put(Y, i, length, value(f, k, at(A, i)), value(f, k, next(A, i)));
  }
}

@inline
function backward(f: i32, dA: usize, dY: usize, Y: usize, length: usize): void {
  for (let i: usize = 0; i < length; i += 8) {
    const d0 = f32x4.mul(at(dY, i), slope(f, at(Y, i)));
    const d1 = f32x4.mul(next(dY, i), slope(f, next(Y, i)));
    put(dA, i, length, d0, d1);
  }
}

export function activate(Y: usize, A: usize, f: i32, length: usize): void {
  if (f == TANH) forward(TANH, Y, A, length);
  else if (f == LOGISTIC) forward(LOGISTIC, Y, A, length);
  else if (f == RELU) forward(RELU, Y, A, length);
  else if (f == ELU) forward(ELU, Y, A, length);
  else if (f == LEAKY_RELU) forward(LEAKY_RELU, Y, A, length);
  else forward(IDENTITY, Y, A, length);
}

export function activateBackward(dA: usize, dY: usize, Y: usize, f: i32, length: usize): void {
  if (f == TANH) backward(TANH, dA, dY, Y, length);
  else if (f == LOGISTIC) backward(LOGISTIC, dA, dY, Y, length);
  else if (f == RELU) backward(RELU, dA, dY, Y, length);
  else if (f == ELU) backward(ELU, dA, dY, Y, length);
  else if (f == LEAKY_RELU) backward(LEAKY_RELU, dA, dY, Y, length);
  else backward(IDENTITY, dA, dY, Y, length);
}
