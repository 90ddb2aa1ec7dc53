import type { Tensor } from '../../core/tensor';
import type { Kernels } from '../../kernels/kernels';

/**
 * Srivastava et al. (2014), between layers only, as in Zaremba, Sutskever & Vinyals (2014). In training, a
 * unit is set to 0 with the given probability, and the others are scaled up to keep the mean. The masks are drawn by
 * `kernels/reference/dropoutMask.ts`.
 */
export interface Dropout {
  readonly x: Tensor; // the masked states of the layer below
  readonly dx: Tensor;
  /** Draws new masks for training step `step`. */
  draw(step: number): void;
  /** x = h * mask */
  forward(h: Tensor): void;
  /** Sets dx to 0, before gradients are added to it. */
  clear(): void;
  /** dh += dx * mask */
  backward(dh: Tensor): void;
}

interface DropoutOptions {
  /** Probability that a unit is dropped. */
  readonly probability: number;
  readonly seed: number;
  /** Index of the layer above, which draws masks of its own. */
  readonly layer: number;
  /** Rows T * B of the window, and hidden units of the layer below. */
  readonly rows: number;
  readonly H: number;
}

/** Allocates the dropout between two layers. */
export function dropoutBetween(
  kernels: Kernels,
  { probability, seed, layer, rows, H }: DropoutOptions,
): Dropout {
  const { arena } = kernels;
  const [x, dx, mask] = [arena.tensor(rows, H), arena.tensor(rows, H), arena.tensor(rows, H)];
  return {
    x,
    dx,
    draw: step => kernels.dropoutMask(mask, 1 - probability, seed, step, layer),
    forward: h => kernels.multiply(x, h, mask),
    clear: () => kernels.fill(dx, 0),
    backward(dh) {
      kernels.multiply(dx, dx, mask);
      kernels.addScaled(dh, dx, 1);
    },
  };
}
