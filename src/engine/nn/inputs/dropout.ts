import type { Tensor } from '../../core/tensor';
import type { Kernels } from '../../kernels/kernels';

/**
 * Dropout, Srivastava et al. (2014). Applied only between layers, as in Zaremba, Sutskever & Vinyals (2014).
 * In training, each unit is set to 0 with the given probability, and the other units are scaled up so that
 * the mean stays the same. `kernels/reference/dropoutMask.ts` draws the masks.
 */
export interface Dropout {
  readonly x: Tensor; // states of the layer below after the mask, [T * B, H]
  readonly dx: Tensor;
  /** Draws new masks for training step `step` (the number of the update). */
  draw(step: number): void;
  /** Sets x to h * mask, element by element. */
  forward(h: Tensor): void;
  /** Sets dx to 0. Must be called before gradients are added to dx. */
  clear(): void;
  /** Adds dx * mask to dh, element by element. */
  backward(dh: Tensor): void;
}

interface DropoutOptions {
  /** Probability that a unit is set to 0. */
  readonly probability: number;
  readonly seed: number;
  /** Index of the layer above the dropout. Each layer has different masks. */
  readonly layer: number;
  /** Number of rows of the window, T * B. `H` is the number of hidden units of the layer below. */
  readonly rows: number;
  readonly H: number;
}

/** Allocates the dropout between two adjacent layers. */
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
