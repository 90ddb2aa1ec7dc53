import type { Tensor } from '../../../../src/engine/core/tensor';
import type { Kernels } from '../../../../src/engine/kernels/kernels';
import { type Inject, instead, type Network } from './fault';

export type Wrong<K extends 'lstmBackward' | 'gruBackward'> = (
  right: Kernels,
  network: Network,
  ...args: Parameters<Kernels[K]>
) => void;

/** Returns a fault that replaces the backward step of a gated cell by `wrong`. */
export const lstmBackward = (wrong: Wrong<'lstmBackward'>): Inject =>
  instead('lstmBackward', () => true, wrong);
export const gruBackward = (wrong: Wrong<'gruBackward'>): Inject => instead('gruBackward', () => true, wrong);

/**
 * Calls `visit` for every unit, with the unit's index in [B, H] and the indices of its gates in [B, gates *
 * H].
 */
export function eachUnit(
  dh: Tensor,
  gates: number,
  visit: (at: number, gate: (k: number) => number) => void,
): void {
  for (let b = 0; b < dh.rows; b++) {
    for (let j = 0; j < dh.columns; j++) visit(b * dh.columns + j, k => (b * gates + k) * dh.columns + j);
  }
}

/** Swaps the gradients of two gates. */
export function exchange(
  { arena }: Kernels,
  { da, dh }: { readonly da: Tensor; readonly dh: Tensor },
  gates: number,
  [one, other]: readonly [number, number],
): void {
  const values = arena.values(da);
  eachUnit(dh, gates, (_at, gate) => {
    [values[gate(one)], values[gate(other)]] = [values[gate(other)], values[gate(one)]];
  });
}
