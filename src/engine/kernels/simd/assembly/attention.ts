import { loadZeros } from './layerNorm';
import { packKeys, remembered, slotSize, unpackGradients } from './packedKeys';
import { fill } from './rows';
import { softmaxRow } from './softmax';
import { at, lanesSum, madd, next, put, splat } from './vector';

// Causal multi-head attention. The formulas and the layout of the tensors are in `attentionKernels.ts`.

/** Returns the product of two rows of d elements. */
@inline
function dot(a: usize, b: usize, d: usize): f32 {
  let sums0 = splat(0);
  let sums1 = sums0;
  let c: usize = 0;
  for (; c + 8 <= d; c += 8) {
    sums0 = madd(at(a, c), at(b, c), sums0);
    sums1 = madd(next(a, c), next(b, c), sums1);
  }
  for (; c < d; c += 4) sums0 = madd(loadZeros(a, c, d), loadZeros(b, c, d), sums0);
  return lanesSum(f32x4.add(sums0, sums1));
}

/** Adds factor x to y, for rows of d elements. */
@inline
function addTo(y: usize, factor: f32, x: usize, d: usize): void {
  const f = splat(factor);
  for (let c: usize = 0; c < d; c += 8) {
    put(y, c, d, madd(f, at(x, c), at(y, c)), madd(f, next(x, c), next(y, c)));
  }
}

/** Sets y to the sum of n rows x of d elements, which are 2d elements apart, with these weights. */
@inline
function weightedSum(y: usize, weights: usize, x: usize, n: usize, d: usize): void {
  for (let c: usize = 0; c < d; c += 8) {
    let s0 = splat(0);
    let s1 = s0;
    let from = x;
    for (let j: usize = 0; j < n; j++, from += 8 * d) {
      const weight = v128.load_splat<f32>(weights + 4 * j);
      s0 = madd(weight, at(from, c), s0);
      s1 = madd(weight, next(from, c), s1);
    }
    put(y, c, d, s0, s1);
  }
}

export function attend(
  y: usize,
  p: usize,
  packed: usize,
  qkv: usize,
  memory: usize,
  spans: usize,
  T: usize,
  B: usize,
  heads: usize,
  d: usize,
  C: usize,
  firstStream: usize,
  streams: usize,
): void {
  const H = heads * d;
  const factor: f32 = 1 / sqrt<f32>(<f32>d);
  for (let b = firstStream; b < firstStream + streams; b++) {
    const keys = packed + 4 * b * slotSize(T, d, C);
    const tokens = remembered(spans, b, T, B);
    for (let head: usize = 0; head < heads; head++) {
      const offset = 4 * head * d;
      packKeys(keys, qkv, memory, tokens, b, offset, T, B, H, d, C);
      for (let t: usize = 0; t < T; t++) {
        const row = t * B + b;
        const span = <usize>load<u32>(spans + 4 * row);
        const first = keys + 8 * d * (tokens + t + 1 - span);
        const q = qkv + 12 * row * H + offset;
        const scores = p + 4 * (row * heads + head) * C;
        for (let j: usize = 0; j < span; j++) {
          store<f32>(scores + 4 * j, factor * dot(q, first + 8 * d * j, d));
        }
        softmaxRow(scores, span);
        fill(scores + 4 * span, 0, C - span);
        weightedSum(y + 4 * row * H + offset, scores, first + 4 * d, span, d);
      }
    }
  }
}

export function attendBackward(
  dqkv: usize,
  packed: usize,
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
  firstStream: usize,
  streams: usize,
): void {
  const H = heads * d;
  const factor: f32 = 1 / sqrt<f32>(<f32>d);
  const block = 8 * d * (T + C - 1); // bytes of the keys and values
  for (let b = firstStream; b < firstStream + streams; b++) {
    const keys = packed + 4 * b * slotSize(T, d, C);
    const dScores = keys + 2 * block;
    const tokens = remembered(spans, b, T, B);
    for (let head: usize = 0; head < heads; head++) {
      const offset = 4 * head * d;
      packKeys(keys, qkv, memory, tokens, b, offset, T, B, H, d, C);
      fill(keys + block, 0, 2 * d * (tokens + T));
      for (let t: usize = 0; t < T; t++) {
        const row = t * B + b;
        const span = <usize>load<u32>(spans + 4 * row);
        const first = keys + 8 * d * (tokens + t + 1 - span);
        const q = 12 * row * H + offset;
        const from = dy + 4 * row * H + offset;
        const probabilities = p + 4 * (row * heads + head) * C;
        const mean = dot(from, y + 4 * row * H + offset, d); // the mean of dp, weighted by p
        for (let j: usize = 0; j < span; j++) {
          const key = first + 8 * d * j;
          const probability = load<f32>(probabilities + 4 * j);
          const ds = factor * probability * (dot(from, key + 4 * d, d) - mean);
          store<f32>(dScores + 4 * j, ds);
          addTo(key + block, ds, qkv + q, d); // dk += ds q
          addTo(key + block + 4 * d, probability, from, d); // dv += p dy
        }
        weightedSum(dqkv + q, dScores, first, span, d); // dq = sum of ds k
      }
      unpackGradients(dqkv, keys + block + 8 * d * tokens, b, offset, T, B, H, d);
    }
  }
}
