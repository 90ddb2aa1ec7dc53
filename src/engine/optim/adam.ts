import { power } from '../core/math';
import { memories, type OptimizerKind, updateEach } from './optimizer';

/** The default values of Kingma & Ba (2015) and of PyTorch. */
const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;
/** The default value of AdamW in PyTorch. */
const WEIGHT_DECAY = 0.01;

/** Adam, Kingma & Ba (2015), with bias correction of both moments. Without weight decay. */
export const adam = withDecay(0);

/** AdamW, Loshchilov & Hutter (2019): Adam with weight decay that is not part of the gradient. */
export const adamw = withDecay(WEIGHT_DECAY);

function withDecay(weightDecay: number): OptimizerKind {
  return (kernels, parameters) => {
    const m = memories(kernels, parameters, 'mean');
    const s = memories(kernels, parameters, 'square');
    return {
      state: [...m, ...s],
      update(rate, step, limit) {
        const scalars = {
          rate: rate / (1 - power(BETA1, step)),
          beta1: BETA1,
          beta2: BETA2,
          epsilon: EPSILON,
          correction: Math.sqrt(1 - power(BETA2, step)),
          limit,
        };
        return updateEach(parameters, ({ value, gradient }, i) => {
          if (weightDecay > 0) kernels.scale(value, 1 - rate * weightDecay);
          return kernels.adam({ w: value, g: gradient, m: m[i].value, s: s[i].value }, scalars);
        });
      },
    };
  };
}
