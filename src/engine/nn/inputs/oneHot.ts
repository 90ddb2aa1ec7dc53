import type { Ids } from '../../core/tensor';
import type { Kernels } from '../../kernels/kernels';
import type { Parameter } from '../parameters';
import type { Input } from './input';

/**
 * Returns an input that reads one-hot tokens. The product of a token's one-hot vector with Wxh [V, G * H] is
 * one row of Wxh, so no product is computed.
 */
export function oneHotInput(kernels: Kernels, Wxh: Parameter, inputs: Ids): Input {
  return {
    states: [],
    forward: a => kernels.gatherRows(a, Wxh.value, inputs),
    backward() {},
    accumulate(da) {
      kernels.scatterAddRows(Wxh.gradient, da, inputs);
      Wxh.touched?.addEach(kernels.arena.idValues(inputs));
    },
  };
}
