import { randomCheckNetwork } from '../../../src/engine/check/checkNetwork';
import { uniform } from '../../../src/engine/core/random';
import type { Kernels } from '../../../src/engine/kernels/kernels';
import { type Initialisation, initialise } from '../../../src/engine/nn/initialise';
import type { NetworkWeights, Window } from '../../../src/engine/nn/network';
import { takeGradients } from '../../../src/engine/nn/parameters';
import type { NetworkShape } from '../../../src/engine/nn/shape';

/** Returns a model with random weights, which tests can unfold to windows. */
export function randomModel(kernels: Kernels, shape: NetworkShape, seed: number): NetworkWeights {
  return randomCheckNetwork(kernels, shape, { T: 1, B: 1, seed }).model;
}

/** Returns a model with initial weights, as at the start of a training. */
export function freshModel(kernels: Kernels, shape: NetworkShape, options: Initialisation): NetworkWeights {
  const model = randomModel(kernels, shape, 1);
  initialise(kernels.arena, shape, model.parameters, [model.stack], options);
  return model;
}

export function randomIds(length: number, V: number, seed: number): Int32Array {
  return Int32Array.from({ length }, (_, i) => Math.floor(V * uniform(seed, 'check', 1, i)));
}

/** Returns B streams of `length` random tokens. */
export function randomStreams(B: number, length: number, V: number, seed: number): Int32Array[] {
  return Array.from({ length: B }, (_, b) => randomIds(length, V, seed + b));
}

/**
 * Fills the window with the streams' tokens from position `from` on. The target of each token is the next
 * token.
 */
export function place(kernels: Kernels, window: Window, streams: readonly Int32Array[], from: number): void {
  const B = streams.length;
  const [inputs, targets] = [window.inputs, window.targets].map(ids => kernels.arena.idValues(ids));
  for (let i = 0; i < inputs.length; i++) {
    const [stream, at] = [streams[i % B], from + Math.floor(i / B)];
    inputs[i] = stream[at];
    targets[i] = stream[at + 1];
  }
}

/** Returns copies of the gradients of all learned parameters, by name. */
export function gradientsOf({ arena }: Kernels, { learned }: NetworkWeights): Map<string, Float64Array> {
  const taken = takeGradients(arena, learned);
  return new Map(learned.map(({ name }, i) => [name, Float64Array.from(taken[i])]));
}
