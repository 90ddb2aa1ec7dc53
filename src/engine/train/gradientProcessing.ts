import type { Configuration } from '../../settings/settings';
import type { Kernels } from '../kernels/kernels';
import type { Parameter } from '../nn/parameters';
import { clippings, elementCount } from '../optim/clipping';
import { normalisations } from '../optim/normalisation';

/**
 * Processes gradients between the backward pass and the update: adds L2 decay, normalises, then clips, in
 * this order.
 */
export class GradientProcessing {
  /** Number of elements of all gradients. */
  readonly elements: number;

  constructor(
    private readonly kernels: Kernels,
    private readonly parameters: readonly Parameter[],
    private readonly configuration: Configuration,
  ) {
    this.elements = elementCount(parameters);
  }

  /**
   * Processes the gradients. `limit` is the clip threshold; 0 disables clipping. Returns the number of
   * clipped elements.
   */
  apply(limit: number): number {
    const { kernels, parameters, configuration } = this;
    this.decay(configuration['training.l2']);
    const T = configuration['training.sequenceLength'];
    normalisations[configuration['training.gradientNormalisation']](kernels, parameters, T);
    if (limit === 0) return 0;
    return clippings[configuration['training.gradientClipBy']](kernels, parameters, limit);
  }

  /**
   * Returns the limit that the optimizer applies to each gradient element; infinite unless clipping is per
   * element.
   */
  elementLimit(limit: number): number {
    return limit > 0 && this.configuration['training.gradientClipBy'] === 'element' ? limit : Infinity;
  }

  /** Adds the gradient of lambda / 2 times the sum of squared weights. Biases are not decayed. */
  private decay(lambda: number): void {
    if (lambda === 0) return;
    for (const { role, value, gradient, touched } of this.parameters) {
      if (role === 'bias') continue;
      this.kernels.addScaled(gradient, value, lambda);
      touched?.addAll();
    }
  }
}
