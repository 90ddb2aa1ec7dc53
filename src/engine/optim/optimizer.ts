import type { Tensor } from '../core/tensor';
import type { Kernels } from '../kernels/kernels';
import type { Parameter } from '../nn/parameters';

export interface Optimizer {
  /** What it remembers between updates, by name (`Wxh.memory`); saved with a checkpoint. */
  readonly state: readonly { readonly name: string; readonly value: Tensor }[];
  /** One update of every parameter from its gradient. */
  update(rate: number): void;
}

export type OptimizerKind = (kernels: Kernels, parameters: readonly Parameter[]) => Optimizer;
