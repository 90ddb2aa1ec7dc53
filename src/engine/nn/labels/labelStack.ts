import type { Ids } from '../../core/tensor';
import type { Kernels } from '../../kernels/kernels';
import { joinedInput } from '../inputs/joined';
import { type RecurrentLayer, recurrentLayer } from '../layer';
import type { OutputSource } from '../outputs/output';
import type { LayerParameters } from '../parameters';
import { tokenInput } from '../recurrentLayers';
import { cellAt } from '../shape';
import { buildStack } from '../stack';
import type { LabelShape } from './labelShape';
import type { DirectionStacks } from './labelWeights';
import { type BothOrders, bothOrders, type Mirror, mirrorOf } from './textOrder';

/** The layers of a labelling network over T steps of B texts. */
export interface LabelStack {
  /** The states of each direction in the order of the text, [T * B, H], forward direction first. */
  readonly sources: readonly OutputSource[];
  /** Draws the dropout masks for training step `step`. */
  draw(step: number): void;
  /** Computes the states of texts with these lengths. */
  forward(lengths: ArrayLike<number>): void;
  /** Sets the gradients of all states to 0. Called before the output adds its gradients to `sources`. */
  clear(): void;
  backward(): void;
  accumulate(): void;
}

export interface LabelStackOptions {
  readonly tokens: Ids; // [T * B]
  readonly B: number;
  /** Seed of the dropout masks, for training. Without a seed, there is no dropout. */
  readonly seed?: number;
}

/** The layers of a network that reads texts in one or both directions. */
interface TextLayers extends DirectionStacks {
  readonly shape: Pick<LabelShape, 'direction' | 'layers'>;
}

/** Unfolds the layers of a labelling network. */
export function buildLabelStack(kernels: Kernels, model: TextLayers, options: LabelStackOptions): LabelStack {
  return model.shape.direction === 'both'
    ? bothDirections(kernels, model, options)
    : oneDirection(kernels, model, options);
}

function oneDirection(
  kernels: Kernels,
  { shape, forward }: TextLayers,
  { tokens, B, seed }: LabelStackOptions,
): LabelStack {
  const stack = buildStack(kernels, shape.layers, forward, { inputs: tokens, B, seed });
  const { top } = stack;
  return { ...stack, sources: [{ h: top.states, dh: top.dStates }], backward: () => stack.backward() };
}

/** One layer with both directions, and their states in both orders. */
interface BothLayer {
  readonly directions: readonly [RecurrentLayer, RecurrentLayer];
  readonly orders: BothOrders;
}

function bothDirections(kernels: Kernels, model: TextLayers, options: LabelStackOptions): LabelStack {
  const { arena } = kernels;
  const { tokens, B } = options;
  const reversed = arena.ids(tokens.length);
  const mirror = mirrorOf(arena, tokens.length / B, B);
  const layers = unfoldLayers(kernels, model, mirror, { ...options, reversed });
  const each = (visit: (layer: RecurrentLayer) => void, { directions }: BothLayer) =>
    directions.forEach(visit);
  return {
    sources: layers[layers.length - 1].orders.forward,
    draw(step) {
      for (const { orders } of layers) orders.draw(step);
    },
    forward(lengths) {
      mirror.place(lengths);
      const [own, rows, opposite] = [tokens, mirror.rows, reversed].map(ids => arena.idValues(ids));
      for (const [r, row] of rows.entries()) opposite[r] = own[row];
      for (const layer of layers) {
        each(direction => direction.forward(), layer);
        layer.orders.gather();
      }
    },
    clear() {
      for (const layer of layers) {
        each(({ carried }) => {
          for (const { gradient } of carried) kernels.fill(gradient, 0);
        }, layer);
        layer.orders.clear();
      }
    },
    backward() {
      for (const layer of [...layers].reverse()) {
        layer.orders.scatter();
        each(direction => direction.backward(), layer);
      }
    },
    accumulate() {
      for (const layer of layers) each(direction => direction.accumulate(), layer);
    },
  };
}

function unfoldLayers(
  kernels: Kernels,
  { shape: { layers: shape }, forward, reverse }: TextLayers,
  mirror: Mirror,
  { tokens, reversed, B, seed }: LabelStackOptions & { readonly reversed: Ids },
): BothLayer[] {
  const T = tokens.length / B;
  const layers: BothLayer[] = [];
  for (let l = 0; l < shape.layers; l++) {
    const kind = cellAt(shape, l);
    if (kind.attends) throw new Error('a transformer reads in one direction');
    const below = layers[l - 1]?.orders;
    const unfold = (parameters: LayerParameters, ids: Ids, sources: readonly OutputSource[] | undefined) => {
      const input = sources
        ? joinedInput(kernels, parameters.Wxh, sources)
        : tokenInput(kernels, shape, forward.embedding, parameters.Wxh, { inputs: ids, B });
      const fixed = {
        kind,
        activation: shape.activation,
        cellOptions: shape,
        readout: undefined,
        silenced: [],
        T,
        B,
      };
      return recurrentLayer(kernels, { ...fixed, parameters, input });
    };
    const directions = [
      unfold(forward.layers[l], tokens, below?.forward),
      unfold(reverse[l], reversed, below?.reverse),
    ] as const;
    // Dropout is only between layers, so not above the top.
    const masks = l < shape.layers - 1 ? seed : undefined;
    layers.push({
      directions,
      orders: bothOrders(kernels, mirror, directions, { shape, layer: l, seed: masks }),
    });
  }
  return layers;
}
