import type { Kernels } from '../kernels/kernels';
import { type CarriedState, carriedStateOf } from './carriedState';
import type { RecurrentLayer } from './layer';
import { recurrentLayers } from './recurrentLayers';
import { cellAt, type NetworkShape } from './shape';
import type { StackOptions } from './stackLayers';
import type { StackParameters } from './stackParameters';
import { transformerLayers } from './transformer/transformerLayers';

/** The layers of a network, unfolded over a window. */
export interface Stack {
  readonly layers: readonly RecurrentLayer[];
  readonly top: RecurrentLayer;
  readonly states: readonly CarriedState[];
  /** The states of the cells of all layers. `states` contains these states and also the token histories. */
  readonly hidden: readonly CarriedState[];
  /** Draws the dropout masks for training step `step` (the number of the update). */
  draw(step: number): void;
  forward(): void;
  /**
   * Sets the gradients of all states to 0. Called before the output adds its gradients to those of the top
   * layer.
   */
  clear(): void;
  /** `last`: the step after which the gradients of all states are 0 (see `RecurrentLayer`). */
  backward(last?: number): void;
  accumulate(): void;
}

/** Unfolds the layers over a window: creates the computation and allocates its buffers. */
export function buildStack(
  kernels: Kernels,
  shape: NetworkShape,
  parameters: StackParameters,
  options: StackOptions,
): Stack {
  const unfoldLayers = cellAt(shape, 0).attends ? transformerLayers : recurrentLayers;
  const { dropouts, layers } = unfoldLayers(kernels, shape, parameters, options);
  const carried = layers.flatMap(layer => layer.carried);
  const top = layers[layers.length - 1];
  const named = (name: string, l: number) => (l > 0 ? `${name}_l${l}` : name);
  const hidden = layers.flatMap((layer, l) =>
    layer.carried.map(each => carriedStateOf(kernels, { ...each, name: named(each.name, l) })),
  );
  const histories = layers.flatMap((layer, l) =>
    layer.histories.map(each => ({ ...each, name: named(each.name, l) })),
  );

  return {
    layers,
    top,
    states: [...histories, ...hidden],
    hidden,
    draw: step => {
      for (const dropout of dropouts) dropout.draw(step);
    },
    forward: () => {
      for (const layer of layers) layer.forward();
    },
    clear: () => {
      for (const { gradient } of carried) kernels.fill(gradient, 0);
    },
    backward: last => {
      for (const layer of [...layers].reverse()) layer.backward(last);
    },
    accumulate: () => {
      for (const layer of layers) layer.accumulate();
    },
  };
}
