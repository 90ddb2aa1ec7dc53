import { madd } from './vector';

/** Rows and columns of a tile: 12 sums, 2 columns of B and a splat of A fill 15 of 16 vector registers. */
export const MR: usize = 6;
export const NR: usize = 8;

/** c [6, 8] += a b, with packed panels a [K, 6] and b [K, 8]; c's rows are `stride` bytes apart. */
export function tile6x8(c: usize, a: usize, b: usize, K: usize, stride: usize): void {
  let s00 = f32x4.splat(0);
  let s01 = s00;
  let s10 = s00;
  let s11 = s00;
  let s20 = s00;
  let s21 = s00;
  let s30 = s00;
  let s31 = s00;
  let s40 = s00;
  let s41 = s00;
  let s50 = s00;
  let s51 = s00;
  for (let k: usize = 0; k < K; k++, a += 24, b += 32) {
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
    x = v128.load_splat<f32>(a, 16);
    s40 = madd(x, b0, s40);
    s41 = madd(x, b1, s41);
    x = v128.load_splat<f32>(a, 20);
    s50 = madd(x, b0, s50);
    s51 = madd(x, b1, s51);
  }
  addRow(c, s00, s01);
  addRow(c + stride, s10, s11);
  addRow(c + 2 * stride, s20, s21);
  addRow(c + 3 * stride, s30, s31);
  addRow(c + 4 * stride, s40, s41);
  addRow(c + 5 * stride, s50, s51);
}

@inline
function addRow(c: usize, s0: v128, s1: v128): void {
  v128.store(c, f32x4.add(v128.load(c), s0));
  v128.store(c, f32x4.add(v128.load(c, 16), s1), 16);
}

/** The same where only `rows` x `columns` of the tile are in C: computed in full in `scratch`, added in part. */
export function tileTail(
  c: usize,
  a: usize,
  b: usize,
  K: usize,
  stride: usize,
  rows: usize,
  columns: usize,
  scratch: usize,
): void {
  memory.fill(scratch, 0, 4 * MR * NR);
  tile6x8(scratch, a, b, K, 32);
  for (let i: usize = 0; i < rows; i++) {
    for (let j: usize = 0; j < columns; j++) {
      const at = c + i * stride + 4 * j;
      store<f32>(at, load<f32>(at) + load<f32>(scratch + 32 * i + 4 * j));
    }
  }
}
