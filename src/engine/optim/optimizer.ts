import type { Tensor } from '../core/tensor';
import type { Kernels } from '../kernels/kernels';
import type { Parameter } from '../nn/parameters';

export interface Optimizer {
  /** What it remembers between updates, by name (`Wxh.memory`); saved with a checkpoint. */
  readonly state: readonly { readonly name: string; readonly value: Tensor }[];
  /**
   * Update number `step` (from 1 on) of every parameter from its gradient, each element of which is bounded by `limit`
   * (infinite for not at all). Gradients are zero afterwards. Returns how many elements were outside the limit.
   */
  update(rate: number, step: number, limit: number): number;
}

/** Sums what the parameters' updates return. */
export function updateEach(
  parameters: readonly Parameter[],
  update: (parameter: Parameter, i: number) => number,
): number {
  let clipped = 0;
  for (const [i, parameter] of parameters.entries()) clipped += update(parameter, i);
  return clipped;
}

/** A memory of zeros beside every parameter. */
export function memories(kernels: Kernels, parameters: readonly Parameter[], name: string) {
  return parameters.map(parameter => ({
    name: `${parameter.name}.${name}`,
    value: kernels.arena.tensor(parameter.value.rows, parameter.value.columns),
  }));
}

export type OptimizerKind = (kernels: Kernels, parameters: readonly Parameter[]) => Optimizer;
