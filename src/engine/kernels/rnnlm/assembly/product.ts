import { panelSums } from './options';
import { REAL, splatAt, VECTOR } from './vector';

/** Number of rows of a matrix whose sums fill a vector, and of rows that are computed together. */
const LANES: usize = VECTOR / REAL;
const PANEL: usize = 4 * LANES;

/**
 * y = W x, for `rows` rows of W [rows, K]. Each element of y is a sum in the order of x; the elements of a
 * vector are the sums of different rows. Up to PANEL - 1 rows after the last one are also read.
 */
export function multiply(y: usize, W: usize, x: usize, rows: usize, K: usize): void {
  const stride = REAL * K;
  for (; rows >= PANEL; rows -= PANEL, y += REAL * PANEL, W += stride * PANEL) multiplyPanel(y, W, x, stride);
  if (rows == 0) return;
  multiplyPanel(panelSums, W, x, stride);
  for (let at: usize = 0; at < REAL * rows; at += REAL) store<real>(y + at, load<real>(panelSums + at));
}

function multiplyPanel(y: usize, W: usize, x: usize, stride: usize): void {
  const second = LANES * stride;
  const third = second * 2;
  const fourth = second * 3;
  const end = x + stride;
  let a = f64x2.splat(0);
  let b = f64x2.splat(0);
  let c = f64x2.splat(0);
  let d = f64x2.splat(0);
  for (; x + VECTOR <= end; x += VECTOR, W += VECTOR) {
    a = addColumns(a, W, stride, x);
    b = addColumns(b, W + second, stride, x);
    c = addColumns(c, W + third, stride, x);
    d = addColumns(d, W + fourth, stride, x);
  }
  for (; x < end; x += REAL, W += REAL) {
    const factor = splatAt(x);
    a = addProduct(a, columnAt(W, stride), factor);
    b = addProduct(b, columnAt(W + second, stride), factor);
    c = addProduct(c, columnAt(W + third, stride), factor);
    d = addProduct(d, columnAt(W + fourth, stride), factor);
  }
  v128.store(y, a);
  v128.store(y, b, 16);
  v128.store(y, c, 32);
  v128.store(y, d, 48);
}

@inline
function addProduct(sum: v128, column: v128, factor: v128): v128 {
  return v128.add<real>(sum, v128.mul<real>(column, factor));
}

/** Adds the products of LANES columns of LANES rows, which are transposed for this. */
@inline
function addColumns(sum: v128, W: usize, stride: usize, x: usize): v128 {
  const row0 = v128.load(W);
  const row1 = v128.load(W + stride);
  if (sizeof<real>() == 8) {
    sum = addProduct(sum, v128.shuffle<f64>(row0, row1, 0, 2), splatAt(x));
    return addProduct(sum, v128.shuffle<f64>(row0, row1, 1, 3), splatAt(x + REAL));
  }
  const row2 = v128.load(W + 2 * stride);
  const row3 = v128.load(W + 3 * stride);
  const low01 = v128.shuffle<f32>(row0, row1, 0, 4, 1, 5);
  const low23 = v128.shuffle<f32>(row2, row3, 0, 4, 1, 5);
  const high01 = v128.shuffle<f32>(row0, row1, 2, 6, 3, 7);
  const high23 = v128.shuffle<f32>(row2, row3, 2, 6, 3, 7);
  sum = addProduct(sum, v128.shuffle<f64>(low01, low23, 0, 2), splatAt(x));
  sum = addProduct(sum, v128.shuffle<f64>(low01, low23, 1, 3), splatAt(x + REAL));
  sum = addProduct(sum, v128.shuffle<f64>(high01, high23, 0, 2), splatAt(x + 2 * REAL));
  return addProduct(sum, v128.shuffle<f64>(high01, high23, 1, 3), splatAt(x + 3 * REAL));
}

/** Returns the first element of each of LANES rows. */
@inline
function columnAt(W: usize, stride: usize): v128 {
  if (sizeof<real>() == 8) return v128.load64_lane(W + stride, v128.load64_zero(W), 1);
  let column = v128.load32_zero(W);
  column = v128.load32_lane(W + stride, column, 1);
  column = v128.load32_lane(W + 2 * stride, column, 2);
  return v128.load32_lane(W + 3 * stride, column, 3);
}
