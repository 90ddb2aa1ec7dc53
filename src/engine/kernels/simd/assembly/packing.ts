import { MR, NR } from './tile';

/** A's block as panels of MR rows, [M / MR, K, MR], filled up with zeros: what the tiles read, in their order. */
export function packA(to: usize, A: usize, M: usize, K: usize, ai: usize, ak: usize): void {
  for (let i: usize = 0; i < M; i += MR) {
    const rows = min(MR, M - i);
    const from = A + 4 * i * ai;
    for (let k: usize = 0; k < K; k++) {
      const source = from + 4 * k * ak;
      for (let r: usize = 0; r < rows; r++) store<f32>(to + 4 * r, load<f32>(source + 4 * r * ai));
      for (let r = rows; r < MR; r++) store<f32>(to + 4 * r, 0);
      to += 4 * MR;
    }
  }
}

/** B's block as panels of NR columns, [N / NR, K, NR], filled up with zeros. */
export function packB(to: usize, B: usize, K: usize, N: usize, bk: usize, bj: usize): void {
  for (let j: usize = 0; j < N; j += NR) {
    const columns = min(NR, N - j);
    const from = B + 4 * j * bj;
    if (bj == 1 && columns == NR) packRows(to, from, K, bk);
    else if (bk == 1 && columns == NR) packColumns(to, from, K, bj);
    else packAny(to, from, K, columns, bk, bj);
    to += 4 * NR * K;
  }
}

/** Eight neighbours of every row. */
function packRows(to: usize, from: usize, K: usize, bk: usize): void {
  for (let k: usize = 0; k < K; k++) {
    const source = from + 4 * k * bk;
    v128.store(to, v128.load(source), 0);
    v128.store(to, v128.load(source, 16), 16);
    to += 4 * NR;
  }
}

/** Eight rows of Bᵀ become columns, four by four. */
function packColumns(to: usize, from: usize, K: usize, bj: usize): void {
  const stride = 4 * bj;
  const whole = K & ~3;
  for (let k: usize = 0; k < whole; k += 4) {
    transpose4(to + 4 * NR * k, from + 4 * k, stride);
    transpose4(to + 4 * NR * k + 16, from + 4 * k + 4 * stride, stride);
  }
  if (whole < K) packAny(to + 4 * NR * whole, from + 4 * whole, K - whole, NR, 1, bj);
}

/** A 4 x 4 block with rows `stride` bytes apart, to columns that are a panel's row (4 NR bytes) apart. */
@inline
function transpose4(to: usize, from: usize, stride: usize): void {
  const r0 = v128.load(from);
  const r1 = v128.load(from + stride);
  const r2 = v128.load(from + 2 * stride);
  const r3 = v128.load(from + 3 * stride);
  const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
  const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
  const high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
  const high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f64>(low01, low23, 0, 2));
  v128.store(to + 4 * NR, v128.shuffle<f64>(low01, low23, 1, 3));
  v128.store(to + 8 * NR, v128.shuffle<f64>(high01, high23, 0, 2));
  v128.store(to + 12 * NR, v128.shuffle<f64>(high01, high23, 1, 3));
}

function packAny(to: usize, from: usize, K: usize, columns: usize, bk: usize, bj: usize): void {
  for (let k: usize = 0; k < K; k++) {
    const source = from + 4 * k * bk;
    for (let c: usize = 0; c < columns; c++) store<f32>(to + 4 * c, load<f32>(source + 4 * c * bj));
    for (let c = columns; c < NR; c++) store<f32>(to + 4 * c, 0);
    to += 4 * NR;
  }
}
