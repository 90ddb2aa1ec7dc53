import type { Arena, Tensor } from '../core/tensor';
import type { Kernels } from '../kernels/kernels';
import type { Parameter } from '../nn/parameters';
import { type TensorRange, visitTouched } from '../nn/touchedRows';

/** Updates parameters from their gradients. */
export interface Optimizer {
  /** The optimizer's state, such as running means, named like `Wxh.memory`. A checkpoint saves it. */
  readonly state: readonly { readonly name: string; readonly value: Tensor }[];
  /**
   * Update number `step` (counted from 1) of every parameter from its gradient. Each element of a gradient is
   * clipped to ±`limit`, which may be Infinity. Gradients are zero afterwards. Returns the number of clipped
   * elements.
   */
  update(rate: number, step: number, limit: number): number;
}

/** Updates every parameter as a whole. Returns the sum of the results. */
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

/** Like `updateEach`, but skips parts whose gradient is zero. For optimizers that do nothing there. */
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

/** State tensors of zeros, one per parameter and of its shape. */
export function memories(kernels: Kernels, parameters: readonly Parameter[], name: string) {
  return parameters.map(parameter => ({
    name: `${parameter.name}.${name}`,
    value: kernels.arena.tensor(parameter.value.rows, parameter.value.columns),
  }));
}

/** Creates an optimizer for the given parameters. */
export type OptimizerKind = (kernels: Kernels, parameters: readonly Parameter[]) => Optimizer;
