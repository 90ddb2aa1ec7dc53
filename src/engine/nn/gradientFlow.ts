import type { Tensor } from '../core/tensor';
import type { Kernels } from '../kernels/kernels';
import type { Window } from './network';

/**
 * Approximate maximum number of steps of backpropagation, summed over all losses that are backpropagated. In
 * a long window, only the losses of some steps are therefore backpropagated.
 */
const BACKWARD_STEPS = 1024;

/**
 * Measures how much of the error at a step reaches earlier steps. Returns the norm of dL_t/dh_{t-k} for every
 * layer (lowest first) and every lag k < T, averaged over the streams and over the chosen steps t of the
 * window. L_t is the loss at step t.
 *
 * `forward` and `loss` must have been called. Overwrites the gradients of the states.
 */
export function gradientFlow(kernels: Kernels, window: Window): Float64Array[] {
  const { stack, output, inputs, targets } = window;
  const { arena } = kernels;
  const { dAfter } = stack.top.carried[0];
  const T = dAfter.length - 1;
  const predicted = (T * targets.length) / inputs.length; // number of steps with targets
  stack.clear();
  output.backward(targets, 1);
  const direct = arena.values(stack.top.dStates).slice(); // dL_t/dh_t of the top layer for all t, [T * B, H]
  const size = direct.length / T;
  const sums = stack.layers.map(() => new Float64Array(T));
  const counts = new Float64Array(T);
  for (const t of chosenSteps(T, predicted)) {
    stack.clear();
    arena.values(dAfter[t + 1]).set(direct.subarray(t * size, (t + 1) * size));
    stack.backward(t);
    for (const [l, layer] of stack.layers.entries()) {
      for (let k = 0; k <= t; k++) sums[l][k] += meanRowNorm(kernels, layer.carried[0].dAfter[t + 1 - k]);
    }
    for (let k = 0; k <= t; k++) counts[k]++;
  }
  return sums.map(sum => sum.map((total, k) => total / counts[k]));
}

/**
 * Returns evenly spaced steps among the last `predicted` of T steps. Includes the last step, for which every
 * lag is possible.
 */
function chosenSteps(T: number, predicted: number): number[] {
  const count = Math.max(1, Math.min(predicted, Math.floor(BACKWARD_STEPS / T)));
  return Array.from({ length: count }, (_, i) => T - 1 - Math.floor((i * predicted) / count));
}

function meanRowNorm({ arena, squaredNorm }: Kernels, rows: Tensor): number {
  let sum = 0;
  for (let b = 0; b < rows.rows; b++) sum += Math.sqrt(squaredNorm(arena.slice(rows, b, 1)));
  return sum / rows.rows;
}
