import type { Kernels } from '../kernels/kernels';
import type { Parameter } from '../nn/parameters';
import type { Differentiable } from './gradientCheck';

/**
 * Plants a fault in a window: its backward pass uses -W instead of W, so that errors pass the matrix with the wrong sign. For
 * the recurrent matrix, these are the errors that go back in time.
 */
export function withWrongSign(
  { arena }: Kernels,
  { value }: Parameter,
  window: Differentiable,
): Differentiable {
  const negate = () => {
    const values = arena.values(value);
    for (let i = 0; i < values.length; i++) values[i] = -values[i];
  };
  return {
    forward: () => window.forward(),
    loss: () => window.loss(),
    backward: () => {
      negate();
      window.backward();
      negate();
    },
  };
}
