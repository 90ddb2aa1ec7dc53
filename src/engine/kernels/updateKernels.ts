import type { Tensor } from '../core/tensor';

/**
 * The tensors that an update reads and changes: a parameter w, its gradient g, and the optimizer's state,
 * named by `M`. All have the same shape.
 */
export type Updated<M extends string = never> = { readonly [name in 'w' | 'g' | M]: Tensor };

/** The scalars that the updates of all optimizers have. */
export interface UpdateRate {
  readonly rate: number;
  /** Clip threshold per element; Infinity means no clipping. */
  readonly limit: number;
}

/**
 * The scalars of one optimizer's update: learning rate, clip threshold, and further constants named by `C`.
 */
export type UpdateScalars<C extends string = never> = UpdateRate & { readonly [name in C]: number };

/**
 * Updates of one parameter by each optimizer, element by element. In the formulas, g is the clipped gradient
 * max(-limit, min(limit, g)); NaN stays NaN. Each method also sets the gradient to 0 for the next backward
 * pass, and returns the number of clipped elements.
 */
export interface UpdateKernels {
  /** w -= rate g */
  sgd(tensors: Updated, scalars: UpdateScalars): number;
  /** v = momentum v + g; w -= rate v, or with `isNesterov` w -= rate (g + momentum v). */
  momentum(
    tensors: Updated<'v'>,
    scalars: UpdateScalars<'momentum'> & { readonly isNesterov: boolean },
  ): number;
  /**
   * m += g²; w -= rate g / (sqrt(m + inside) + outside). min-char-rnn adds an epsilon inside the root,
   * PyTorch outside.
   */
  adagrad(tensors: Updated<'m'>, scalars: UpdateScalars<'inside' | 'outside'>): number;
  /** s = decay s + (1 - decay) g²; w -= rate g / (sqrt(s) + epsilon) */
  rmsprop(tensors: Updated<'s'>, scalars: UpdateScalars<'decay' | 'epsilon'>): number;
  /**
   * s = decay s + (1 - decay) g²; d = g sqrt(u + epsilon) / sqrt(s + epsilon); u = decay u + (1 - decay) d²;
   * w -= rate d
   */
  adadelta(tensors: Updated<'s' | 'u'>, scalars: UpdateScalars<'decay' | 'epsilon'>): number;
  /**
   *     m = beta1 m + (1 - beta1) g; s = beta2 s + (1 - beta2) g²
   *     w -= rate m / (sqrt(s) / correction + epsilon)
   *
   * The caller divides the rate by 1 - beta1^t; correction is sqrt(1 - beta2^t).
   */
  adam(
    tensors: Updated<'m' | 's'>,
    scalars: UpdateScalars<'beta1' | 'beta2' | 'epsilon' | 'correction'>,
  ): number;
}
