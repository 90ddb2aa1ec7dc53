import { power } from '../core/math';
import type { Kernels } from '../kernels/kernels';
import { isMatrix, type Parameter } from '../nn/parameters';
import { memories, type Optimizer, type OptimizerKind, type OptimizerOptions, updateEach } from './optimizer';

/** The default values of Kingma & Ba (2015) and of PyTorch. */
const BETA1 = 0.9;
const EPSILON = 1e-8;

/** Adam, Kingma & Ba (2015), with bias correction of both moments. Without weight decay. */
export const adam: OptimizerKind = (kernels, parameters, options) =>
  adamWithDecay(kernels, parameters, { ...options, weightDecay: 0 });

/** AdamW, Loshchilov & Hutter (2019): Adam with weight decay that is not part of the gradient. */
export const adamw: OptimizerKind = adamWithDecay;

function adamWithDecay(
  kernels: Kernels,
  parameters: readonly Parameter[],
  { beta2, weightDecay, decayedParameters }: OptimizerOptions,
): Optimizer {
  const m = memories(kernels, parameters, 'mean');
  const s = memories(kernels, parameters, 'square');
  const decays = parameters.map(
    parameter => weightDecay > 0 && (decayedParameters === 'all' || isMatrix(parameter)),
  );
  return {
    state: [...m, ...s],
    update(rate, step, limit) {
      const scalars = {
        rate: rate / (1 - power(BETA1, step)),
        beta1: BETA1,
        beta2,
        epsilon: EPSILON,
        correction: Math.sqrt(1 - power(beta2, step)),
        limit,
      };
      return updateEach(parameters, ({ value, gradient }, i) => {
        if (decays[i]) kernels.scale(value, 1 - rate * weightDecay);
        return kernels.adam({ w: value, g: gradient, m: m[i].value, s: s[i].value }, scalars);
      });
    },
  };
}
