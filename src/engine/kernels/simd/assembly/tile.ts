import { madd } from './vector';

/**
 * Rows and columns of a tile of C. Its 8 vectors of sums hide the latency of a multiply-add (4 cycles, two
 * per cycle). Together with 2 vectors of B and one of A, they fit into 16 registers.
 */
export const MR: usize = 4;
export const NR: usize = 8;

/**
 * Adds the product of two panels to a tile: c [4, 8] += a b, where a [K, 4] and b [K, 8] are packed panels of
 * A and B. The rows of c are `stride` bytes apart.
 */
export function tile4x8(c: usize, a: usize, b: usize, K: usize, stride: usize): void {
  let s00 = f32x4.splat(0);
  let s01 = s00;
  let s10 = s00;
  let s11 = s00;
  let s20 = s00;
  let s21 = s00;
  let s30 = s00;
  let s31 = s00;
  for (let k: usize = 0; k < K; k++, a += 16, b += 32) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let x = v128.load_splat<f32>(a);
    s00 = madd(x, b0, s00);
    s01 = madd(x, b1, s01);
    x = v128.load_splat<f32>(a, 4);
    s10 = madd(x, b0, s10);
    s11 = madd(x, b1, s11);
    x = v128.load_splat<f32>(a, 8);
    s20 = madd(x, b0, s20);
    s21 = madd(x, b1, s21);
    x = v128.load_splat<f32>(a, 12);
    s30 = madd(x, b0, s30);
    s31 = madd(x, b1, s31);
  }
  addPair(c, s00, s01);
  addPair(c + stride, s10, s11);
  addPair(c + 2 * stride, s20, s21);
  addPair(c + 3 * stride, s30, s31);
}

/**
 * Adds the products of the panel a of A and two adjacent panels b and d of B to a tile c [4, 16]. With
 * 256-bit vectors, the sums of such a tile take 8 vectors, as those of a 4 x 8 tile do with 128-bit vectors.
 */
export function tile4x16(c: usize, a: usize, b: usize, d: usize, K: usize, stride: usize): void {
  let s00 = f32x4.splat(0);
  let s01 = s00;
  let s02 = s00;
  let s03 = s00;
  let s10 = s00;
  let s11 = s00;
  let s12 = s00;
  let s13 = s00;
  let s20 = s00;
  let s21 = s00;
  let s22 = s00;
  let s23 = s00;
  let s30 = s00;
  let s31 = s00;
  let s32 = s00;
  let s33 = s00;
  for (let k: usize = 0; k < K; k++, a += 16, b += 32, d += 32) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const d0 = v128.load(d);
    const d1 = v128.load(d, 16);
    let x = v128.load_splat<f32>(a);
    s00 = madd(x, b0, s00);
    s01 = madd(x, b1, s01);
    s02 = madd(x, d0, s02);
    s03 = madd(x, d1, s03);
    x = v128.load_splat<f32>(a, 4);
    s10 = madd(x, b0, s10);
    s11 = madd(x, b1, s11);
    s12 = madd(x, d0, s12);
    s13 = madd(x, d1, s13);
    x = v128.load_splat<f32>(a, 8);
    s20 = madd(x, b0, s20);
    s21 = madd(x, b1, s21);
    s22 = madd(x, d0, s22);
    s23 = madd(x, d1, s23);
    x = v128.load_splat<f32>(a, 12);
    s30 = madd(x, b0, s30);
    s31 = madd(x, b1, s31);
    s32 = madd(x, d0, s32);
    s33 = madd(x, d1, s33);
  }
  addPair(c, s00, s01);
  addPair(c + 32, s02, s03);
  addPair(c + stride, s10, s11);
  addPair(c + stride + 32, s12, s13);
  addPair(c + 2 * stride, s20, s21);
  addPair(c + 2 * stride + 32, s22, s23);
  addPair(c + 3 * stride, s30, s31);
  addPair(c + 3 * stride + 32, s32, s33);
}

/**
 * Adds the vectors s0 and s1 to the two adjacent vectors at address c. Loads both before it stores either, so
 * that V8 can join each pair of 128-bit operations into one 256-bit operation.
 */
@inline
function addPair(c: usize, s0: v128, s1: v128): void {
  const c0 = f32x4.add(v128.load(c), s0);
  const c1 = f32x4.add(v128.load(c, 16), s1);
  v128.store(c, c0);
  v128.store(c, c1, 16);
}

/**
 * Sets a separate tile of MR rows to zero. A tile that extends beyond C is computed in this memory; `addPart`
 * then adds the part within C to C.
 */
export function clear(tile: usize, columns: usize): void {
  for (let i: usize = 0; i < 4 * MR * columns; i += 16) v128.store(tile + i, f32x4.splat(0));
}

/**
 * Adds the top left part of a tile to c [rows, columns]. The rows of the tile are `width` bytes apart, those
 * of c `stride` bytes.
 */
export function addPart(
  c: usize,
  tile: usize,
  rows: usize,
  columns: usize,
  stride: usize,
  width: usize,
): void {
  for (let i: usize = 0; i < rows; i++, c += stride, tile += width) {
    let j: usize = 0;
    for (; j + 4 <= columns; j += 4) {
      v128.store(c + 4 * j, f32x4.add(v128.load(c + 4 * j), v128.load(tile + 4 * j)));
    }
    for (; j < columns; j++) store<f32>(c + 4 * j, load<f32>(c + 4 * j) + load<f32>(tile + 4 * j));
  }
}
