import type { Problem } from '../../../../src/engine/check/problem';
import type { Arena, Tensor } from '../../../../src/engine/core/tensor';
import type { Kernels } from '../../../../src/engine/kernels/kernels';
import type { Carried } from '../../../../src/engine/nn/carried';
import type { NetworkShape } from '../../../../src/engine/nn/shape';

/**
 * A mistake that someone could make when writing back-propagation, brought about from outside: one call of one
 * kernel, known by the tensors that it is given, does something else. The loss stays as it is.
 */
export interface Fault {
  readonly name: string;
  /** A network in which it matters. */
  readonly shape: NetworkShape;
  readonly inject: Inject;
}

export type Inject = (right: Kernels, network: Network) => Partial<Kernels>;

/** The tensors of a network under test, by their names in the source. */
export class Network {
  private problem?: Problem;

  constructor(readonly arena: Arena) {}

  /** Kernels are made before the network that runs on them. */
  isThatOf(problem: Problem): void {
    this.problem = problem;
  }

  value(name: string): Tensor {
    return this.parameter(name).value;
  }

  gradient(name: string): Tensor {
    return this.parameter(name).gradient;
  }

  /** h, c or s of a layer. */
  carried(name: string, layer = 0): Carried {
    return found(this.built.window.stack.layers[layer].carried, name);
  }

  /** The states of a layer after every step, and before every step: [T * B, H]. */
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

  private get built(): Problem {
    if (!this.problem) throw new Error('asked for a tensor before there is a network');
    return this.problem;
  }
}

function found<T extends { readonly name: string }>(all: readonly T[], name: string): T {
  const one = all.find(each => each.name === name);
  if (!one) throw new Error(`there is no ${name}, only ${all.map(each => each.name).join(', ')}`);
  return one;
}

/** Kernels that return nothing: all that a backward pass is made of. */
type Name = {
  [K in keyof Kernels]-?: Kernels[K] extends (...args: infer _) => void ? K : never;
}[keyof Kernels];
type Arguments<K extends Name> = Parameters<Kernels[K]>;

/** Calls of `kernel` that fit `where` do `wrong` instead. */
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

/** The same tensor, by its place and shape. */
export function same(a: Tensor, b: Tensor): boolean {
  return a.pointer === b.pointer && a.rows === b.rows && a.columns === b.columns;
}

/** Whether `part` lies in the memory of `whole`. */
export function within(arena: Arena, part: Tensor, whole: Tensor): boolean {
  const from = part.pointer - whole.pointer;
  return from >= 0 && from < arena.bytesPerElement * whole.rows * whole.columns;
}

/** The tensor `rows` rows further on in the same memory. */
export function shifted(arena: Arena, tensor: Tensor, rows: number): Tensor {
  return arena.slice(tensor, rows, tensor.rows);
}
