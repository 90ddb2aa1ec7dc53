import type { Lesion } from '../../protocol/lesion';
import type { Arena, Tensor } from '../core/tensor';
import type { StepReadout } from './outputs/output';
import type { Parameter } from './parameters';

/** Returns the silenced units of a layer. Empty without a lesion. */
export const silencedIn = (lesion: Lesion | undefined, layer: number): readonly number[] =>
  lesion?.units.filter(each => each.layer === layer).flatMap(({ units }) => units) ?? [];

/** Sets the values of units to 0 in every row of h [rows, H], or of its gradient. */
export function silence(arena: Arena, h: Tensor, units: readonly number[]): void {
  if (units.length === 0) return;
  const values = arena.values(h);
  for (let row = 0; row < values.length; row += h.columns) for (const unit of units) values[row + unit] = 0;
}

/** Returns a readout that reads the units as 0 and passes no gradient to them. */
export function silencedReadout(arena: Arena, readout: StepReadout, units: readonly number[]): StepReadout {
  return {
    forward(p, h) {
      silence(arena, h, units);
      readout.forward(p, h);
    },
    backward(dh, dp, p) {
      readout.backward(dh, dp, p);
      silence(arena, dh, units);
    },
    accumulate: readout.accumulate,
  };
}

/** Sets the removed connections to 0: in the weights, or in their gradients so that training keeps them at 0. */
export function removeConnections(
  arena: Arena,
  parameters: readonly Parameter[],
  lesion: Lesion | undefined,
  part: 'value' | 'gradient',
): void {
  for (const { matrix, entries } of lesion?.connections ?? []) {
    const parameter = parameters.find(({ name }) => name === matrix);
    if (!parameter) continue; // a network that was opened has every matrix of its lesion
    const values = arena.values(parameter[part]);
    for (const entry of entries) values[entry] = 0;
  }
}
