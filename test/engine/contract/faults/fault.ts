import type { CheckNetwork } from '../../../../src/engine/check/checkNetwork';
import type { Arena, Tensor } from '../../../../src/engine/core/tensor';
import type { Kernels } from '../../../../src/engine/kernels/kernels';
import type { CarriedTensor } from '../../../../src/engine/nn/carriedState';
import type { NetworkShape } from '../../../../src/engine/nn/shape';

/**
 * A mistake that a programmer could make in back-propagation. It is injected from outside: certain kernel
 * calls, which are recognized by their tensors, do something wrong. The loss stays correct.
 */
export interface Fault {
  readonly name: string;
  /** The shape of a network whose gradients become wrong by the fault. */
  readonly shape: NetworkShape;
  readonly inject: Inject;
}

export type Inject = (right: Kernels, network: Network) => Partial<Kernels>;

/** Gives access to the tensors of a network under test by the names that the source uses for them. */
export class Network {
  private problem?: CheckNetwork;

  constructor(readonly arena: Arena) {}

  /**
   * Sets the network. It cannot be passed to the constructor, because kernels are created before the network
   * that uses them.
   */
  setProblem(problem: CheckNetwork): void {
    this.problem = problem;
  }

  value(name: string): Tensor {
    return this.parameter(name).value;
  }

  gradient(name: string): Tensor {
    return this.parameter(name).gradient;
  }

  /** Returns a quantity that a layer carries from step to step: h, c or s. */
  carried(name: string, layer = 0): CarriedTensor {
    return found(this.built.window.stack.layers[layer].carried, name);
  }

  /** Returns h after every step, [T * B, H]. `before` returns h before every step. */
  after(layer = 0): Tensor {
    return this.built.window.stack.layers[layer].states;
  }

  before(layer = 0): Tensor {
    return this.arena.slice(this.carried('h', layer).value, 0, this.after(layer).rows);
  }

  get B(): number {
    return this.carried('h').after[0].rows;
  }

  get ids() {
    return this.built.window;
  }

  private parameter(name: string) {
    return found(this.built.model.parameters, name);
  }

  private get built(): CheckNetwork {
    if (!this.problem) throw new Error('a tensor was requested before the network was set');
    return this.problem;
  }
}

function found<T extends { readonly name: string }>(all: readonly T[], name: string): T {
  const one = all.find(each => each.name === name);
  if (!one) throw new Error(`there is no ${name}, only ${all.map(each => each.name).join(', ')}`);
  return one;
}

/** The names of the kernels that return nothing. Backward passes use only these kernels. */
type Name = {
  [K in keyof Kernels]-?: Kernels[K] extends (...args: infer _) => void ? K : never;
}[keyof Kernels];
type Arguments<K extends Name> = Parameters<Kernels[K]>;

/**
 * Returns a fault that replaces those calls of a kernel for which `where` returns true by a call of `wrong`.
 */
export function instead<K extends Name>(
  kernel: K,
  where: (network: Network, ...args: Arguments<K>) => boolean,
  wrong: (right: Kernels, network: Network, ...args: Arguments<K>) => void,
): Inject {
  return (right, network) => {
    const call = right[kernel] as (...args: Arguments<K>) => void;
    const faulty = (...args: Arguments<K>) =>
      where(network, ...args) ? wrong(right, network, ...args) : call(...args);
    return { [kernel]: faulty };
  };
}

/** Returns whether two tensors have the same address and shape. */
export function same(a: Tensor, b: Tensor): boolean {
  return a.pointer === b.pointer && a.rows === b.rows && a.columns === b.columns;
}

/** Returns whether `part` starts within the memory of `whole`. */
export function within(arena: Arena, part: Tensor, whole: Tensor): boolean {
  const from = part.pointer - whole.pointer;
  return from >= 0 && from < arena.bytesPerElement * whole.rows * whole.columns;
}

/** Returns a tensor of the same shape that starts `rows` rows later in memory. */
export function shifted(arena: Arena, tensor: Tensor, rows: number): Tensor {
  return arena.slice(tensor, rows, tensor.rows);
}
