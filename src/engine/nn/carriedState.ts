import { concatenate } from '../core/concatenate';
import type { Arena, Tensor } from '../core/tensor';
import type { Kernels } from '../kernels/kernels';

/**
 * A part of a layer's state, such as the hidden state h, for all steps of a window. Block t has its values
 * after t steps. Block 0 has its initial values, which come from the previous window. A window may begin with
 * steps that predict no target (see `UnfoldOptions.before` in `network.ts`).
 */
export interface CarriedTensor {
  readonly name: string;
  readonly value: Tensor; // [(T + 1) * B, n], n numbers per stream
  readonly gradient: Tensor; // same shape as `value`
  /** The blocks of `value` for the steps t from 0 to T, each [B, n]. `dAfter`: the blocks of `gradient`. */
  readonly after: readonly Tensor[];
  readonly dAfter: readonly Tensor[];
}

/** A state of a window that is passed to the next window. */
export interface CarriedState {
  readonly name: string;
  /** The state before the first step of the window, [B, n] for n units. */
  readonly value: Tensor;
  /**
   * Makes the state after t steps the initial state of the next window. Default: T, all steps of the window.
   */
  advance(t?: number): void;
  /** Sets the state to its value before the first token of a text. */
  reset(): void;
}

/** Allocates a state of n numbers per stream, and its gradient, for T steps and B streams. */
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

/**
 * Splits a tensor [count * B, n], whose rows are sorted by step, into `count` blocks of B rows, one per step.
 */
export function stepBlocks(arena: Arena, tensor: Tensor, count: number, B: number): Tensor[] {
  return Array.from({ length: count }, (_, t) => arena.slice(tensor, t * B, B));
}

/**
 * Returns a `CarriedState` for a state of a window. Its value is block 0, the initial values of the window.
 */
export function carriedStateOf(kernels: Kernels, { name, after }: CarriedTensor): CarriedState {
  const value = after[0];
  return {
    name,
    value,
    advance: (t = after.length - 1) => kernels.copy(value, after[t]),
    reset: () => kernels.fill(value, 0),
  };
}

/** Returns the values of all states for one stream, concatenated. */
export function readStates(arena: Arena, states: readonly CarriedState[], stream: number): Float64Array {
  return concatenate(
    Float64Array,
    states.map(({ value }) => arena.values(arena.slice(value, stream, 1))),
  );
}

/** Sets the states of one stream to values that `readStates` returned. */
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
