import type { Tensor } from '../../../../src/engine/core/tensor';
import type { Kernels } from '../../../../src/engine/kernels/kernels';
import { type Inject, instead, type Network } from './fault';

export type Wrong<K extends 'lstmBackward' | 'gruBackward'> = (
  right: Kernels,
  network: Network,
  ...args: Parameters<Kernels[K]>
) => void;

/** What should be a step of a gated cell, back in time. */
export const lstmBackward = (wrong: Wrong<'lstmBackward'>): Inject =>
  instead('lstmBackward', () => true, wrong);
export const gruBackward = (wrong: Wrong<'gruBackward'>): Inject => instead('gruBackward', () => true, wrong);

/** Visits every unit: its place in [B, H], and those of its gates in [B, gates * H]. */
export function eachUnit(
  dh: Tensor,
  gates: number,
  visit: (at: number, gate: (k: number) => number) => void,
): void {
  for (let b = 0; b < dh.rows; b++) {
    for (let j = 0; j < dh.columns; j++) visit(b * dh.columns + j, k => (b * gates + k) * dh.columns + j);
  }
}

/** The gradients of two gates change places. */
export function exchange(
  { arena }: Kernels,
  da: Tensor,
  dh: Tensor,
  gates: number,
  one: number,
  other: number,
): void {
  const values = arena.values(da);
  eachUnit(dh, gates, (_at, gate) => {
    [values[gate(one)], values[gate(other)]] = [values[gate(other)], values[gate(one)]];
  });
}
