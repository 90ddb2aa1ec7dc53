import { uniform } from '../core/random';
import type { Kernels } from '../kernels/kernels';
import { createWeights, type NetworkWeights, type UnfoldOptions, unfold, type Window } from '../nn/network';
import type { NetworkShape } from '../nn/shape';

/**
 * The network for a gradient check. All values are random: zeros, equal values or identity matrices could
 * hide a wrong gradient.
 */
export interface CheckNetwork {
  readonly model: NetworkWeights;
  readonly window: Window;
}

interface ProblemOptions extends UnfoldOptions {
  readonly seed: number;
}

/** Draws all weights from ±0.8 and all states from ±1, including embeddings and reservoirs. */
export function randomCheckNetwork(
  kernels: Kernels,
  shape: NetworkShape,
  { T, B, seed, before }: ProblemOptions,
): CheckNetwork {
  const { arena } = kernels;
  const model = createWeights(kernels.arena, shape);
  const window = unfold(kernels, model, { T, B, seed, before });
  let draws = 0;
  const random = () => uniform(seed, 'check', 0, draws++);
  for (const { value } of model.parameters) fillWith(arena.values(value), () => 0.8 * (2 * random() - 1));
  for (const { name, value } of window.states) {
    if (!name.startsWith('history')) fillWith(arena.values(value), () => 2 * random() - 1);
  }
  for (const ids of [window.inputs, window.targets]) {
    fillWith(arena.idValues(ids), () => Math.floor(random() * shape.vocabulary));
  }
  window.draw(seed);
  return { model, window };
}

function fillWith(values: Float32Array | Float64Array | Int32Array, draw: () => number): void {
  for (let i = 0; i < values.length; i++) values[i] = draw();
}
