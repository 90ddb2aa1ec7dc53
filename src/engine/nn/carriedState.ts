import { concatenate } from '../core/concatenate';
import type { Arena, Tensor } from '../core/tensor';
import type { Kernels } from '../kernels/kernels';

/**
 * A quantity that is passed from step to step, such as h. Block t is its value after t steps; block 0 comes
 * from the previous window. `UnfoldOptions.before` in `network.ts` sends errors back beyond a window's
 * targets.
 */
export interface CarriedTensor {
  readonly name: string;
  readonly value: Tensor; // [(T + 1) * B, n]
  readonly gradient: Tensor; // same shape
  /** The blocks of `value` and `gradient`, 0 <= t <= T: each [B, n]. */
  readonly after: readonly Tensor[];
  readonly dAfter: readonly Tensor[];
}

/** A state that a window passes to the next one. */
export interface CarriedState {
  readonly name: string;
  /** The state before the window's first step, [B, n]. */
  readonly value: Tensor;
  /** Makes the state after step t (by default the last) the initial state of the next window. */
  advance(t?: number): void;
  /** Sets it to the state before any token. */
  reset(): void;
}

/** Allocates a carried quantity with n columns, for T steps and B streams. */
export function carried(arena: Arena, name: string, T: number, B: number, n: number): CarriedTensor {
  const value = arena.tensor((T + 1) * B, n);
  const gradient = arena.tensor((T + 1) * B, n);
  return {
    name,
    value,
    gradient,
    after: stepBlocks(arena, value, T + 1, B),
    dAfter: stepBlocks(arena, gradient, T + 1, B),
  };
}

/** Splits a time-major tensor [count * B, n] into its steps, B rows each. */
export function stepBlocks(arena: Arena, tensor: Tensor, count: number, B: number): Tensor[] {
  return Array.from({ length: count }, (_, t) => arena.slice(tensor, t * B, B));
}

/** The state that passes a carried quantity to the next window. */
export function carriedStateOf(kernels: Kernels, { name, after }: CarriedTensor): CarriedState {
  const value = after[0];
  return {
    name,
    value,
    advance: (t = after.length - 1) => kernels.copy(value, after[t]),
    reset: () => kernels.fill(value, 0),
  };
}

/** All states of one stream, concatenated. */
export function readStates(arena: Arena, states: readonly CarriedState[], stream: number): Float64Array {
  return concatenate(
    Float64Array,
    states.map(({ value }) => arena.values(arena.slice(value, stream, 1))),
  );
}

/** Sets the states of one stream to what `readStates` returned. */
export function writeStates(
  arena: Arena,
  states: readonly CarriedState[],
  stream: number,
  numbers: Float64Array,
): void {
  let at = 0;
  for (const { value } of states) {
    arena.values(arena.slice(value, stream, 1)).set(numbers.subarray(at, at + value.columns));
    at += value.columns;
  }
}
