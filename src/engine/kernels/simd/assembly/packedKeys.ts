import { at, storeTail } from './vector';

// The keys of a head are far apart in `qkv`, at a distance at which they share few sets of the L1 cache. So the
// attention copies the keys and values of one head of one stream to adjacent rows [k, v] of 2d elements.

/** Returns the number of elements per stream. It is `packedColumns` in `attentionKernels.ts`. */
@inline
export function slotSize(T: usize, d: usize, C: usize): usize {
  return (T + C - 1) * 4 * d + C;
}

/** Copies a row of d elements. */
@inline
function copyRow(y: usize, x: usize, d: usize): void {
  let c: usize = 0;
  for (; c + 4 <= d; c += 4) v128.store(y + 4 * c, at(x, c));
  if (c < d) storeTail(y + 4 * c, at(x, c), d - c);
}

/** Returns the number of tokens of the memory that a stream of the window sees. */
export function remembered(spans: usize, b: usize, T: usize, B: usize): usize {
  let most: usize = 0;
  for (let t: usize = 0; t < T; t++) {
    const span = <usize>load<u32>(spans + 4 * (t * B + b));
    if (span > t + 1) most = max(most, span - t - 1);
  }
  return most;
}

/**
 * Packs the keys and values of one head of stream b: those of the last tokens of the memory, then those of the
 * window. `offset`: bytes from the first head's elements to those of this head.
 */
export function packKeys(
  packed: usize,
  qkv: usize,
  memory: usize,
  tokens: usize,
  b: usize,
  offset: usize,
  T: usize,
  B: usize,
  H: usize,
  d: usize,
  C: usize,
): void {
  let from = memory + 4 * (b * (C - 1) + C - 1 - tokens) * 2 * H + offset;
  for (let i: usize = 0; i < tokens; i++, from += 8 * H, packed += 8 * d) {
    copyRow(packed, from, d);
    copyRow(packed + 4 * d, from + 4 * H, d);
  }
  from = qkv + 4 * (b * 3 * H + H) + offset;
  for (let t: usize = 0; t < T; t++, from += 12 * B * H, packed += 8 * d) {
    copyRow(packed, from, d);
    copyRow(packed + 4 * d, from + 4 * H, d);
  }
}

/** Copies the gradients of the keys and values of one head of stream b from adjacent rows to `dqkv`. */
export function unpackGradients(
  dqkv: usize,
  packed: usize,
  b: usize,
  offset: usize,
  T: usize,
  B: usize,
  H: usize,
  d: usize,
): void {
  let to = dqkv + 4 * (b * 3 * H + H) + offset;
  for (let t: usize = 0; t < T; t++, to += 12 * B * H, packed += 8 * d) {
    copyRow(to, packed, d);
    copyRow(to + 4 * H, packed + 4 * d, d);
  }
}
