import type { Arena } from '../../core/tensor';
import { makeLayerParameters } from '../layer';
import { softmax } from '../outputs/softmax';
import {
  type LayerParameters,
  layerParametersOf,
  mapLayer,
  type NamedParameters,
  type Parameter,
  sparse,
} from '../parameters';
import { cellAt, type NetworkShape } from '../shape';
import { parametersOf, type StackParameters, stackParameters } from '../stackParameters';
import { type LabelShape, outputWidth } from './labelShape';
import { poolings } from './poolings';

/** The parameters of a network that labels texts or tokens. Several windows can share them. */
export interface LabelWeights {
  readonly shape: LabelShape;
  /** The embedding and the layers that read from the start. */
  readonly forward: StackParameters;
  /**
   * The layers that read from the end, if there are any. Their names end in `_reverse`, as in PyTorch:
   * `Wxh_reverse`. They use the same embedding.
   */
  readonly reverse: readonly LayerParameters[];
  readonly pooling: NamedParameters;
  /** Why [D, K] and by [1, K] for K labels. The first H rows of Why are for the forward direction. */
  readonly output: NamedParameters<'Why' | 'by'>;
  readonly parameters: readonly Parameter[];
  readonly learned: readonly Parameter[];
}

/** Allocates the parameters. All are zero. */
export function makeLabelWeights(arena: Arena, shape: LabelShape): LabelWeights {
  const { forward, reverse } = directionStacks(arena, shape);
  const D = outputWidth(shape);
  const pooling = shape.task === 'tag' ? {} : poolings[shape.pooling].parameters(arena, D);
  const output = softmax.parameters(arena, D, shape.labels, shape.layers);
  const parameters = [
    ...parametersOf(forward),
    ...reverse.flatMap(layerParametersOf),
    ...Object.values(pooling),
    ...Object.values(output),
  ];
  const learned = parameters.filter(each => each.learned);
  return { shape, forward, reverse, pooling, output, parameters, learned };
}

/** The layers of each direction in which a network reads a text. */
export type DirectionStacks = Pick<LabelWeights, 'forward' | 'reverse'>;

/** Allocates the parameters of the layers of each direction. All are zero. */
export function directionStacks(
  arena: Arena,
  { direction, layers }: Pick<LabelShape, 'direction' | 'layers'>,
): DirectionStacks {
  return direction === 'both'
    ? bothStacks(arena, layers)
    : { forward: stackParameters(arena, layers), reverse: [] };
}

/** Every layer above the lowest receives the states of both directions below it, as in PyTorch. */
function bothStacks(arena: Arena, shape: NetworkShape) {
  const { embedding, layers } = stackParameters(arena, { ...shape, layers: 1 });
  const { hidden: H, vocabulary: V, normalisation } = shape;
  const layer = (l: number, D: number) =>
    makeLayerParameters(arena, cellAt(shape, l), { D, H, V, normalisation }, l > 0 ? `_l${l}` : '');
  const upper = () => Array.from({ length: shape.layers - 1 }, (_, below) => layer(below + 1, 2 * H));
  const lowest = layer(0, layers[0].Wxh.value.rows);
  const reverse = [embedding ? lowest : { ...lowest, Wxh: sparse(lowest.Wxh) }, ...upper()];
  const rename = (parameter: Parameter) => ({ ...parameter, name: `${parameter.name}_reverse` });
  return {
    forward: { embedding, layers: [...layers, ...upper()] },
    reverse: reverse.map(each => mapLayer(each, rename)),
  };
}
