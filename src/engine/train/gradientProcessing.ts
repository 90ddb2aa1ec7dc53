import type { Configuration } from '../../settings/settings';
import type { Kernels } from '../kernels/kernels';
import { isMatrix, type Parameter } from '../nn/parameters';
import { clippings, elementCount } from '../optim/clipping';
import { normalisations } from '../optim/normalisation';

/** Processes the gradients between backward pass and update: adds L2 decay, then normalises, then clips. */
export class GradientProcessing {
  /** Total number of elements in the gradients of all parameters. */
  readonly elements: number;

  constructor(
    private readonly kernels: Kernels,
    private readonly parameters: readonly Parameter[],
    private readonly configuration: Configuration,
  ) {
    this.elements = elementCount(parameters);
  }

  /**
   * Processes the gradients. `limit` is the clip threshold; 0 means no clipping. Returns the number of
   * elements that were clipped. Returns 0 if clipping is per element, because the optimizer then clips.
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
   * Returns the clip threshold for each gradient element, which the optimizer applies. Returns infinity (no
   * clipping) unless clipping is per element.
   */
  elementLimit(limit: number): number {
    return limit > 0 && this.configuration['training.gradientClipBy'] === 'element' ? limit : Infinity;
  }

  /**
   * Adds the gradient of the L2 penalty, lambda / 2 times the sum of the squared weights. Biases do not
   * decay.
   */
  private decay(lambda: number): void {
    if (lambda === 0) return;
    for (const parameter of this.parameters) {
      if (!isMatrix(parameter)) continue;
      const { value, gradient, touched } = parameter;
      this.kernels.addScaled(gradient, value, lambda);
      touched?.addAll();
    }
  }
}
