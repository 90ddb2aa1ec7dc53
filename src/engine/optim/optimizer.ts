import type { Arena, Tensor } from '../core/tensor';
import type { Kernels } from '../kernels/kernels';
import type { Parameter } from '../nn/parameters';
import { type Part, visitTouched } from '../nn/touched';

export interface Optimizer {
  /** What it remembers between updates, by name (`Wxh.memory`); saved with a checkpoint. */
  readonly state: readonly { readonly name: string; readonly value: Tensor }[];
  /**
   * Update number `step` (from 1 on) of every parameter from its gradient, each element of which is bounded by `limit`
   * (infinite for not at all). Gradients are zero afterwards. Returns how many elements were outside the limit.
   */
  update(rate: number, step: number, limit: number): number;
}

/** Updates parameters as wholes, and sums what that returns. */
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

/** The same, only where gradients may be other than zero: for optimizers that change nothing elsewhere. */
export function updateTouched(
  arena: Arena,
  parameters: readonly Parameter[],
  update: (parameter: Parameter, i: number, part: Part) => number,
): number {
  return updateEach(parameters, (parameter, i) => {
    let clipped = 0;
    visitTouched(arena, parameter, part => {
      clipped += update(parameter, i, part);
    });
    return clipped;
  });
}

/** A memory of zeros beside every parameter. */
export function memories(kernels: Kernels, parameters: readonly Parameter[], name: string) {
  return parameters.map(parameter => ({
    name: `${parameter.name}.${name}`,
    value: kernels.arena.tensor(parameter.value.rows, parameter.value.columns),
  }));
}

export type OptimizerKind = (kernels: Kernels, parameters: readonly Parameter[]) => Optimizer;
