import type { Ids, Tensor } from '../../core/tensor';
import type { Kernels } from '../../kernels/kernels';
import type { OutputSource } from '../outputs/output';
import { denseProjection } from '../outputs/projection';
import type { NamedParameters } from '../parameters';

/**
 * P(label) = softmax(y), trained by cross-entropy, for R rows of which some may be empty. An empty row belongs to no
 * text: it has no loss and no gradient.
 *
 *     y = h Why + by        loss = sum of -ln p[target], in nats
 *
 * | symbol | shape  |                                             |
 * |--------|--------|---------------------------------------------|
 * | h      | [R, D] | several sources, each with its own rows of Why |
 * | Why    | [D, K] |                                             |
 * | y, p   | [R, K] | variable P                                  |
 */
export interface LabelOutput {
  /** Returns the sum of the losses. Keeps the probabilities, which `backward` uses. */
  loss(targets: Ids): number;
  /** After `loss`: adds the gradient of scale * loss to the gradients of the sources. */
  backward(targets: Ids, scale: number): void;
  /** After `backward`: adds to the gradients of the output's parameters. */
  accumulate(): void;
  /** Returns ln P of every label for every row, [R, K]. The values of empty rows mean nothing. */
  logProbs(): Tensor;
}

/** `isEmpty` returns whether a row belongs to no text. */
export function labelOutput(
  kernels: Kernels,
  { Why, by }: NamedParameters<'Why' | 'by'>,
  sources: readonly OutputSource[],
  isEmpty: (row: number) => boolean,
): LabelOutput {
  const { arena } = kernels;
  const [R, K] = [sources[0].h.rows, by.value.columns];
  const P = arena.tensor(R, K);
  const losses = arena.tensor(R, 1);
  const parts = sources.map(({ h, dh }, k) => {
    const rows = (tensor: Tensor) => arena.slice(tensor, k * h.columns, h.columns);
    return { h, dh, projection: denseProjection(kernels, rows(Why.value), rows(Why.gradient)) };
  });
  const logits = () => {
    kernels.setRows(P, by.value);
    for (const { h, projection } of parts) projection.forward(P, h);
  };
  const clearEmpty = (tensor: Tensor) => {
    const [values, width] = [arena.values(tensor), tensor.columns];
    for (let r = 0; r < R; r++) if (isEmpty(r)) values.fill(0, r * width, (r + 1) * width);
  };

  return {
    loss(targets) {
      logits();
      kernels.softmaxLoss(P, losses, targets);
      clearEmpty(losses);
      return kernels.sum(losses);
    },

    backward(targets, scale) {
      kernels.softmaxLossBackward(P, targets, scale); // dy = scale (p - 1[target])
      clearEmpty(P);
      for (const { dh, projection } of parts) projection.backward(dh, P);
    },

    accumulate() {
      for (const { h, projection } of parts) projection.accumulate(h, P);
      kernels.sumRows(by.gradient, P);
    },

    logProbs() {
      logits();
      kernels.logSoftmax(P);
      return P;
    },
  };
}
