import type { Lesion } from '../../protocol/lesion';
import type { Arena, Ids } from '../core/tensor';
import type { Kernels } from '../kernels/kernels';
import { type CarriedState, carriedStateOf } from './carriedState';
import { type Dropout, dropoutBetween } from './inputs/dropout';
import { embeddedInput } from './inputs/embedded';
import type { Input } from './inputs/input';
import { lowerLayerInput } from './inputs/lowerLayer';
import { oneHotInput } from './inputs/oneHot';
import { planInput } from './inputs/plan';
import { makeLayerParameters, type RecurrentLayer, recurrentLayer } from './layer';
import { silencedIn } from './lesionedParts';
import type { StepReadout } from './outputs/output';
import { type LayerParameters, layerParametersOf, type Parameter, parameter, sparse } from './parameters';
import { cellAt, inputSizes, isTied, type NetworkShape } from './shape';

/** The parameters of the embedding and of all layers, without the output. */
export interface StackParameters {
  readonly embedding?: Parameter;
  readonly layers: readonly LayerParameters[];
}

/** Returns the parameters of the embedding and of all layers, lowest layer first. */
export function parametersOf({ embedding, layers }: StackParameters): Parameter[] {
  return [...(embedding ? [embedding] : []), ...layers.flatMap(layerParametersOf)];
}

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
  backward(): void;
  accumulate(): void;
}

/**
 * Creates the parameters of the embedding and all layers. The names of the parameters of the second and
 * higher layers have a suffix: `Wxh_l1` is Wxh of the second layer.
 */
export function stackParameters(arena: Arena, shape: NetworkShape): StackParameters {
  const { vocabulary: V, hidden: H } = shape;
  const { n, E } = inputSizes(shape);
  const { learned } = cellAt(shape, 0);
  const rows = n > 1 || shape.plan ? V + 1 : V; // one additional row for positions before the first token
  // A tied embedding is not sparse, because the output touches every row.
  const asLookup = (all: Parameter) => (isTied(shape) ? all : sparse(all));
  const vectors = { name: 'embedding', role: 'embedding', rows, columns: E } as const;
  const isTable = shape.bits > 0;
  const embedding =
    E > 0 ? { ...asLookup(parameter(arena, vectors)), learned: learned && !isTable } : undefined;
  const layers = Array.from({ length: shape.layers }, (_, l) => {
    const D = l > 0 ? H : E > 0 ? n * E : V;
    const layer = makeLayerParameters(arena, cellAt(shape, l), { D, H, V }, l > 0 ? `_l${l}` : '');
    return l === 0 && E === 0 ? { ...layer, Wxh: asLookup(layer.Wxh) } : layer;
  });
  return { embedding, layers };
}

interface StackOptions {
  readonly inputs: Ids; // [T * B], T steps of B streams
  readonly B: number;
  /** The output of the network, for a cell whose input includes the output distribution. */
  readonly readout?: StepReadout;
  /** The lesion of the network, if it has one. */
  readonly lesion?: Lesion;
  /** Seed of the dropout masks, for training. Without a seed, there is no dropout. */
  readonly seed?: number;
}

/** Unfolds the layers over a window: creates the computation and allocates its buffers. */
export function buildStack(
  kernels: Kernels,
  shape: NetworkShape,
  { embedding, layers: parameters }: StackParameters,
  { inputs, B, readout, lesion, seed }: StackOptions,
): Stack {
  const T = inputs.length / B;
  const dropouts: Dropout[] = [];
  const layers: RecurrentLayer[] = [];

  const inputOf = (l: number): Input => {
    const { Wxh } = parameters[l];
    if (l === 0) {
      if (!embedding) return oneHotInput(kernels, Wxh, inputs);
      return (shape.plan ? planInput : embeddedInput)(kernels, embedding, Wxh, inputs, B);
    }
    const { states, dStates } = layers[l - 1];
    const dropout =
      seed !== undefined && shape.dropout > 0
        ? dropoutBetween(kernels, {
            probability: shape.dropout,
            seed,
            layer: l,
            rows: T * B,
            H: shape.hidden,
          })
        : undefined;
    if (dropout) dropouts.push(dropout);
    return lowerLayerInput(kernels, Wxh, states, dStates, dropout);
  };
  for (const [l, layerParameters] of parameters.entries()) {
    layers.push(
      recurrentLayer(kernels, {
        kind: cellAt(shape, l),
        cellOptions: shape,
        parameters: layerParameters,
        input: inputOf(l),
        readout,
        silenced: silencedIn(lesion, l),
        T,
        B,
      }),
    );
  }
  const carried = layers.flatMap(layer => layer.carried);
  const top = layers[layers.length - 1];
  const hidden = layers.flatMap((layer, l) =>
    layer.carried.map(each =>
      carriedStateOf(kernels, { ...each, name: l > 0 ? `${each.name}_l${l}` : each.name }),
    ),
  );

  return {
    layers,
    top,
    states: [...layers.flatMap(layer => layer.input.states), ...hidden],
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
    backward: () => {
      for (const layer of [...layers].reverse()) layer.backward();
    },
    accumulate: () => {
      for (const layer of layers) layer.accumulate();
    },
  };
}
