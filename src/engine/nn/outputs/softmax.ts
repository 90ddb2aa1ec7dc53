import type { Ids, Tensor } from '../../core/tensor';
import type { Kernels } from '../../kernels/kernels';
import { bias, type Parameter, weight } from '../parameters';

/**
 * P(next | history) = softmax(y), trained by cross-entropy.
 *
 *     y = h Why + by        loss = -ln p[target], in nats
 *
 * | symbol | variable | shape    |
 * |--------|----------|----------|
 * | Why    | Why      | [H, V]   |
 * | by     | by       | [1, V]   |
 * | y, p   | P        | [R, V]   |
 */
export interface SoftmaxOutput {
  /** Losses of the R rows of h by their targets; leaves the probabilities for `backward`. Returns their sum. */
  loss(h: Tensor, targets: Ids): number;
  /** dh += the gradient of scale * sum of losses, and likewise for the parameters. */
  backward(h: Tensor, dh: Tensor, targets: Ids, scale: number): void;
  /** ln P for every row and symbol, [R, V]; stays valid until the next call. */
  logProbs(h: Tensor): Tensor;
}

export function softmaxParameters(arena: Kernels['arena'], H: number, V: number): readonly Parameter[] {
  return [weight(arena, 'Why', H, V), bias(arena, 'by', V)];
}

export function softmaxOutput(
  kernels: Kernels,
  [Why, by]: readonly Parameter[],
  rows: number,
): SoftmaxOutput {
  const P = kernels.arena.tensor(rows, by.value.columns);
  const losses = kernels.arena.tensor(rows, 1);
  const logits = (h: Tensor) => {
    kernels.setRows(P, by.value);
    kernels.matmul(P, h, Why.value); // y [R, V] = by + h [R, H] Why
  };

  return {
    loss(h, targets) {
      logits(h);
      kernels.softmaxLoss(P, losses, targets);
      return kernels.sum(losses);
    },

    backward(h, dh, targets, scale) {
      kernels.softmaxLossBackward(P, targets, scale); // dy = scale (p - 1[target])
      kernels.matmulTN(Why.gradient, h, P); // dWhy [H, V] += hᵀ [H, R] dy [R, V]
      kernels.sumRows(by.gradient, P);
      kernels.matmulNT(dh, P, Why.value); // dh [R, H] += dy [R, V] Whyᵀ
    },

    logProbs(h) {
      logits(h);
      kernels.logSoftmax(P);
      return P;
    },
  };
}
