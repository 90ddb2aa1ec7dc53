import { joined } from '../core/joined';
import type { Arena, Tensor } from '../core/tensor';
import type { Kernels } from '../kernels/kernels';

/** A quantity that goes from step to step: block t is it after t steps; block 0 came in with the window. */
export interface Carried {
  readonly name: string;
  readonly value: Tensor; // [(T + 1) * B, n]
  readonly gradient: Tensor; // the same
  /** The blocks of `value` and `gradient`, 0 <= t <= T: [B, n]. */
  readonly after: readonly Tensor[];
  readonly dAfter: readonly Tensor[];
}

/** What a window hands over to the next one. */
export interface State {
  readonly name: string;
  /** Carried in, [B, n]. */
  readonly value: Tensor;
  /** What is after step t, the last one unless told, becomes what is carried in. */
  advance(t?: number): void;
  /** To the state before any token. */
  reset(): void;
}

export function carried(arena: Arena, name: string, T: number, B: number, n: number): Carried {
  const value = arena.tensor((T + 1) * B, n);
  const gradient = arena.tensor((T + 1) * B, n);
  return {
    name,
    value,
    gradient,
    after: blocks(arena, value, T + 1, B),
    dAfter: blocks(arena, gradient, T + 1, B),
  };
}

/** The steps of a time-major tensor, B rows each. */
export function blocks(arena: Arena, tensor: Tensor, count: number, B: number): Tensor[] {
  return Array.from({ length: count }, (_, t) => arena.slice(tensor, t * B, B));
}

export function stateOf(kernels: Kernels, { name, after }: Carried): State {
  const value = after[0];
  return {
    name,
    value,
    advance: (t = after.length - 1) => kernels.copy(value, after[t]),
    reset: () => kernels.fill(value, 0),
  };
}

/** The numbers of all states of one stream, one after the other. */
export function readStates(arena: Arena, states: readonly State[], stream: number): Float64Array {
  return joined(
    Float64Array,
    states.map(({ value }) => arena.values(arena.slice(value, stream, 1))),
  );
}

/** Puts what `readStates` gave into a stream. */
export function writeStates(
  arena: Arena,
  states: readonly State[],
  stream: number,
  numbers: Float64Array,
): void {
  let at = 0;
  for (const { value } of states) {
    arena.values(arena.slice(value, stream, 1)).set(numbers.subarray(at, at + value.columns));
    at += value.columns;
  }
}
