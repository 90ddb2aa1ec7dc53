import { loadZeros } from './layerNorm';
import { fill } from './rows';
import { softmaxRow } from './softmax';
import { lanesSum, madd, splat, storeTail } from './vector';

// Causal multi-head attention. The formulas and the layout of the tensors are in `attentionKernels.ts`.

/** Returns the product of two rows of d elements. */
@inline
function dot(a: usize, b: usize, d: usize): f32 {
  let sums0 = splat(0);
  let sums1 = sums0;
  let c: usize = 0;
  for (; c + 8 <= d; c += 8) {
    sums0 = madd(v128.load(a + 4 * c), v128.load(b + 4 * c), sums0);
    sums1 = madd(v128.load(a + 4 * c, 16), v128.load(b + 4 * c, 16), sums1);
  }
  for (; c < d; c += 4) sums0 = madd(loadZeros(a, c, d), loadZeros(b, c, d), sums0);
  return lanesSum(f32x4.add(sums0, sums1));
}

/** Adds factor x to y, for rows of d elements. */
@inline
function addTo(y: usize, factor: f32, x: usize, d: usize): void {
  const f = splat(factor);
  let c: usize = 0;
  for (; c + 4 <= d; c += 4) v128.store(y + 4 * c, madd(f, v128.load(x + 4 * c), v128.load(y + 4 * c)));
  if (c < d) storeTail(y + 4 * c, madd(f, v128.load(x + 4 * c), v128.load(y + 4 * c)), d - c);
}

/** Returns the address of the key of a step, which is negative for a token of the memory. */
@inline
function keyAt(qkv: usize, memory: usize, step: isize, b: usize, B: usize, H: usize, C: usize): usize {
  if (step >= 0) return qkv + 4 * ((<usize>step * B + b) * 3 * H + H);
  return memory + 4 * (b * (C - 1) + <usize>(<isize>C - 1 + step)) * 2 * H;
}

export function attend(
  y: usize,
  p: usize,
  qkv: usize,
  memory: usize,
  spans: usize,
  T: usize,
  B: usize,
  heads: usize,
  d: usize,
  C: usize,
): void {
  const H = heads * d;
  const factor: f32 = 1 / sqrt<f32>(<f32>d);
  fill(p, 0, T * B * heads * C);
  fill(y, 0, T * B * H);
  for (let row: usize = 0; row < T * B; row++) {
    const b = row % B;
    const span = <usize>load<u32>(spans + 4 * row);
    const first = <isize>(row / B) - <isize>span + 1;
    for (let head: usize = 0; head < heads; head++) {
      const offset = 4 * head * d;
      const q = qkv + 4 * row * 3 * H + offset;
      const to = y + 4 * row * H + offset;
      const scores = p + 4 * (row * heads + head) * C;
      for (let j: usize = 0; j < span; j++) {
        const key = keyAt(qkv, memory, first + <isize>j, b, B, H, C) + offset;
        store<f32>(scores + 4 * j, factor * dot(q, key, d));
      }
      softmaxRow(scores, span);
      for (let j: usize = 0; j < span; j++) {
        const value = keyAt(qkv, memory, first + <isize>j, b, B, H, C) + offset + 4 * H;
        addTo(to, load<f32>(scores + 4 * j), value, d);
      }
    }
  }
}

export function attendBackward(
  dqkv: usize,
  dy: usize,
  y: usize,
  p: usize,
  qkv: usize,
  memory: usize,
  spans: usize,
  T: usize,
  B: usize,
  heads: usize,
  d: usize,
  C: usize,
): void {
  const H = heads * d;
  const factor: f32 = 1 / sqrt<f32>(<f32>d);
  fill(dqkv, 0, T * B * 3 * H);
  for (let row: usize = 0; row < T * B; row++) {
    const b = row % B;
    const span = <usize>load<u32>(spans + 4 * row);
    const first = <isize>(row / B) - <isize>span + 1;
    for (let head: usize = 0; head < heads; head++) {
      const offset = 4 * head * d;
      const q = 4 * row * 3 * H + offset;
      const from = dy + 4 * row * H + offset;
      const mean = dot(from, y + 4 * row * H + offset, d); // the mean of dp, weighted by p
      for (let j: usize = 0; j < span; j++) {
        const step = first + <isize>j;
        const key = keyAt(qkv, memory, step, b, B, H, C) + offset;
        const probability = load<f32>(p + 4 * ((row * heads + head) * C + j));
        const ds = factor * probability * (dot(from, key + 4 * H, d) - mean);
        addTo(dqkv + q, ds, key, d); // dq += ds k
        if (step < 0) continue;
        const dKey = dqkv + (key - qkv);
        addTo(dKey, ds, qkv + q, d); // dk += ds q
        addTo(dKey + 4 * H, probability, from, d); // dv += p dy
      }
    }
  }
}
