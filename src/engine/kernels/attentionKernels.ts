import type { Ids, Tensor } from '../core/tensor';

/** The tensors of `layerNorm`. Outputs: y, n and s. */
export interface LayerNorm {
  readonly y: Tensor; // [R, N]
  /** The normalised rows, before gain and bias, [R, N]. */
  readonly n: Tensor;
  /** 1 / standard deviation of each row, [R, 1]. */
  readonly s: Tensor;
  readonly x: Tensor; // [R, N]
  readonly gain: Tensor; // [1, N]
  readonly bias: Tensor; // [1, N]
}

/** The tensors of `layerNormBackward`. Output: dx. */
export interface LayerNormBackward {
  readonly dx: Tensor; // [R, N]
  readonly dy: Tensor; // [R, N]
  readonly n: Tensor;
  readonly s: Tensor;
  readonly gain: Tensor;
}

/**
 * The tensors of causal multi-head attention over a window of T steps and B streams, with A heads of d units
 * each (H = A d) and a context of C tokens. Rows are time-major: row t B + b is step t of stream b. Outputs: y
 * and p.
 */
export interface Attention {
  readonly y: Tensor; // [T * B, H]
  /** How much each head attends to the tokens that it sees, oldest first, then zeros, [T * B * A, C]. */
  readonly p: Tensor;
  /** Queries, keys and values of the window, side by side, [T * B, 3H]. */
  readonly qkv: Tensor;
  /** Keys and values of the C - 1 tokens before the window, [B, (C - 1) * 2H]; the last token is at the end. */
  readonly memory: Tensor;
  /** The number of tokens that each row sees: the last ones, including its own. From 1 to C. */
  readonly spans: Ids; // [T * B]
  /** Memory for the keys and values of one head per stream, [B, `packedColumns`]. Its contents have no meaning. */
  readonly packed: Tensor;
}

/**
 * Returns the number of elements per stream for the keys and values of one head, their gradients and the gradients
 * of a row's scores: T steps after C - 1 remembered tokens, d units per head.
 */
export const packedColumns = (T: number, d: number, C: number) => (T + C - 1) * 4 * d + C;

/** The tensors of `attendBackward`. Output: dqkv. */
export interface AttentionBackward extends Attention {
  readonly dqkv: Tensor; // [T * B, 3H]
  readonly dy: Tensor; // [T * B, H]
}

/** Kernels of transformers, and of layer normalisation in other networks. */
export interface AttentionKernels {
  /** n = (x - mean) s, with s = 1 / sqrt(variance + 1e-5), row by row; y = n gain + bias. */
  layerNorm(tensors: LayerNorm): void;
  /** dx += s (g - mean(g) - n mean(g n)) row by row, with g = dy gain. */
  layerNormBackward(tensors: LayerNormBackward): void;
  /** Y = A F(A), where F is the distribution function of the standard normal distribution. */
  gelu(Y: Tensor, A: Tensor): void;
  /** dA = dY (F(A) + A f(A)), where f is the density of the standard normal distribution. dA may be dY. */
  geluBackward(dA: Tensor, dY: Tensor, A: Tensor): void;
  /**
   * For every row and head: p = softmax of q k / sqrt(d) over the keys that the row sees; y = sum of p v. The
   * result of a row does not depend on later rows, bit for bit.
   */
  attend(tensors: Attention): void;
  /** Computes dqkv from dy. No gradient reaches the memory. */
  attendBackward(tensors: AttentionBackward): void;
}
