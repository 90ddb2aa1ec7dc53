import type { Configuration } from '../configuration/configuration';
import type { Kernels } from '../kernels/kernels';
import type { Parameter } from '../nn/parameters';
import { clippings, elementCount } from '../optim/clipping';
import { normalisations } from '../optim/normalisation';

/** What is done to gradients between the backward pass and the update, in this order: L2, normalise, clip by norms. */
export class GradientProcessing {
  /** Of all gradients. */
  readonly elements: number;

  constructor(
    private readonly kernels: Kernels,
    private readonly parameters: readonly Parameter[],
    private readonly configuration: Configuration,
  ) {
    this.elements = elementCount(parameters);
  }

  /** `limit`: what gradients are clipped to, 0 for not at all. Returns how many of their elements were clipped. */
  apply(limit: number): number {
    const { kernels, parameters, configuration } = this;
    this.decay(configuration['training.l2']);
    const T = configuration['training.sequenceLength'];
    normalisations[configuration['training.gradientNormalisation']](kernels, parameters, T);
    if (limit === 0) return 0;
    return clippings[configuration['training.gradientClipBy']](kernels, parameters, limit);
  }

  /** What the update is to bound every element by. */
  elementLimit(limit: number): number {
    return limit > 0 && this.configuration['training.gradientClipBy'] === 'element' ? limit : Infinity;
  }

  /** The gradient of lambda / 2 times the sum of squared weights; biases are left alone. */
  private decay(lambda: number): void {
    if (lambda === 0) return;
    for (const { role, value, gradient, touched } of this.parameters) {
      if (role === 'bias') continue;
      this.kernels.addScaled(gradient, value, lambda);
      touched?.addAll();
    }
  }
}
