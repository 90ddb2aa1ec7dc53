import type { Arena, Tensor } from '../core/tensor';
import type { Kernels } from '../kernels/kernels';
import type { Parameter } from '../nn/parameters';
import { type TensorRange, visitTouched } from '../nn/touchedRows';

/** Updates parameters from their gradients. */
export interface Optimizer {
  /** The state tensors, such as running means, with names like `Wxh.memory`. Checkpoints contain them. */
  readonly state: readonly { readonly name: string; readonly value: Tensor }[];
  /**
   * Updates every parameter from its gradient. `step` is the number of the update, counted from 1. Each
   * element of a gradient is clipped to ±`limit`, which may be Infinity. Sets the gradients to zero. Returns
   * the number of clipped elements.
   */
  update(rate: number, step: number, limit: number): number;
}

/**
 * Calls `update` for every parameter as a whole, and then clears the record of its touched rows. Returns the
 * sum of the results.
 */
export function updateEach(
  parameters: readonly Parameter[],
  update: (parameter: Parameter, i: number) => number,
): number {
  let clipped = 0;
  for (const [i, parameter] of parameters.entries()) {
    clipped += update(parameter, i);
    parameter.touched?.clear();
  }
  return clipped;
}

/**
 * Calls `update` for the parts of parameters whose gradient may be nonzero, and returns the sum of the
 * results. Only for optimizers that change nothing where the gradient is zero.
 */
export function updateTouched(
  arena: Arena,
  parameters: readonly Parameter[],
  update: (parameter: Parameter, i: number, part: TensorRange) => number,
): number {
  return updateEach(parameters, (parameter, i) => {
    let clipped = 0;
    visitTouched(arena, parameter, part => {
      clipped += update(parameter, i, part);
    });
    return clipped;
  });
}

/** Creates state tensors of zeros: one for each parameter, with the same shape. */
export function memories(kernels: Kernels, parameters: readonly Parameter[], name: string) {
  return parameters.map(parameter => ({
    name: `${parameter.name}.${name}`,
    value: kernels.arena.tensor(parameter.value.rows, parameter.value.columns),
  }));
}

/** The settings of optimizers. Every optimizer receives all of them and uses those that apply to it. */
export interface OptimizerOptions {
  /** Decay rate of Adam's mean of squared gradients. */
  readonly beta2: number;
  /** Factor of AdamW's weight decay. */
  readonly weightDecay: number;
  /** The parameters that AdamW decays. */
  readonly decayedParameters: 'all' | 'matrices';
}

/** A function that creates an optimizer for the given parameters. */
export type OptimizerKind = (
  kernels: Kernels,
  parameters: readonly Parameter[],
  options: OptimizerOptions,
) => Optimizer;
