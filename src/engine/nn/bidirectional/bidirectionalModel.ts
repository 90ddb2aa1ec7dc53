import type { Arena } from '../../core/tensor';
import type { CellName } from '../cells';
import { softmax } from '../outputs/softmax';
import { mapLayer, type NamedParameters, type Parameter } from '../parameters';
import type { NetworkShape, OutputShape } from '../shape';
import { parametersOf, type StackParameters, stackParameters } from '../stackParameters';

/**
 * The shape of a bidirectional network. It is a `NetworkShape` without the options that only a left-to-right
 * model can have, such as output feedback and tied weights.
 */
export interface BidirectionalShape
  extends Omit<
    NetworkShape,
    | 'cell'
    | 'decay'
    | 'plan'
    | 'normalisation'
    | 'positionEncoding'
    | Exclude<keyof OutputShape, 'classes' | 'vocabulary'>
  > {
  readonly cell: Exclude<CellName, 'jordan' | 'transformer'>;
  /**
   * Number of classes K that the output distinguishes: the symbols of the vocabulary.
   */
  readonly classes: number;
}

/**
 * A bidirectional network, Schuster & Paliwal (1997): two stacks of layers read a text in opposite
 * directions, and the output receives the states of both. The stacks are separate up to the top, as in ELMo
 * (Peters et al., 2018), whereas PyTorch and `nn/labels` join both directions at every layer. Separate stacks have the
 * advantage that a token can be predicted from both sides, because no state on either side depends on the
 * token itself.
 */
export interface BidirectionalModel {
  readonly shape: BidirectionalShape;
  readonly left: StackParameters;
  /** Parameters of the right-to-left stack. Their names end in `_reverse`, as in PyTorch: `Wxh_reverse`. */
  readonly right: StackParameters;
  /**
   * The weights Why [2H, K] and the bias by [1, K], for K classes. The first H rows of Why are for the
   * left-to-right stack.
   */
  readonly output: NamedParameters<'Why' | 'by'>;
  readonly parameters: readonly Parameter[];
  readonly learned: readonly Parameter[];
}

/** Allocates the parameters of a bidirectional network. All are zero. */
export function makeBidirectional(arena: Arena, shape: BidirectionalShape): BidirectionalModel {
  const left = stackParameters(arena, stackShape(shape));
  const right = reverse(stackParameters(arena, stackShape(shape)));
  const output = softmax.parameters(arena, 2 * shape.hidden, shape.classes, stackShape(shape));
  const parameters = [...parametersOf(left), ...parametersOf(right), ...Object.values(output)];
  return { shape, left, right, output, parameters, learned: parameters.filter(({ learned }) => learned) };
}

/** Returns the shape of one of the two stacks, as the shape of a left-to-right network. */
export function stackShape(shape: BidirectionalShape): NetworkShape {
  const none = {
    decay: 0,
    normalisation: 'none',
    positionEncoding: 'learned',
    bits: 0,
    plan: false,
    noise: 0,
    scoring: 'normalised',
    compression: 0,
    direct: 0,
    directOrder: 0,
  } as const;
  return { ...shape, ...none, output: 'softmax' };
}

function reverse({ embedding, layers }: StackParameters): StackParameters {
  const rename = (parameter: Parameter) => ({ ...parameter, name: `${parameter.name}_reverse` });
  return { embedding: embedding && rename(embedding), layers: layers.map(layer => mapLayer(layer, rename)) };
}
