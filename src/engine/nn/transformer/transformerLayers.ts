import type { Kernels } from '../../kernels/kernels';
import { oneHotInput } from '../inputs/oneHot';
import type { RecurrentLayer } from '../layer';
import { silencedIn } from '../lesionedParts';
import { tokenInput } from '../recurrentLayers';
import type { NetworkShape } from '../shape';
import { dropoutsOf, type StackLayers, type StackOptions } from '../stackLayers';
import type { StackParameters } from '../stackParameters';
import { transformerBlock } from './block';
import { type Signal, signal } from './blockPart';
import { contextPositions, type Positions } from './positions';
import { type BlockInput, blockStream, tokenStream } from './tokenStream';

/**
 * Unfolds the blocks of a transformer over a window. The lowest block receives the sum of a vector for the token and
 * one for its position in the context. With rotary positions, each block rotates its queries and keys instead.
 */
export function transformerLayers(
  kernels: Kernels,
  shape: NetworkShape,
  parameters: StackParameters,
  options: StackOptions,
): StackLayers {
  const { inputs, B, lesion } = options;
  const { heads, positions: C, positionEncoding } = shape;
  const isRotary = positionEncoding === 'rotary';
  const T = inputs.length / B;
  const dropouts = dropoutsOf(kernels, shape, options);
  const positions = contextPositions(kernels.arena, T, B, C);
  const layers: RecurrentLayer[] = [];
  for (const [l, layer] of parameters.layers.entries()) {
    const input =
      l > 0
        ? blockStream(signalOf(layers[l - 1]), dropouts[l - 1])
        : streamOfTokens(kernels, shape, parameters, options, positions);
    const silenced = silencedIn(lesion, l);
    layers.push(
      transformerBlock(kernels, { parameters: layer, input, positions, isRotary, silenced, T, B, heads, C }),
    );
  }
  return { layers, dropouts };
}

const signalOf = ({ states, dStates }: RecurrentLayer): Signal => ({ value: states, gradient: dStates });

function streamOfTokens(
  kernels: Kernels,
  shape: NetworkShape,
  { embedding, input, positions: table }: StackParameters,
  options: StackOptions,
  positions: Positions,
): BlockInput {
  const x = signal(kernels, options.inputs.length, shape.hidden);
  // An embedding of the blocks' width is the input itself, without weights of its own.
  const tokens = input
    ? tokenInput(kernels, shape, embedding, input, options)
    : embedding && oneHotInput(kernels, embedding, options.inputs);
  if (!tokens) throw new Error('a transformer needs an embedding or input weights');
  return tokenStream(kernels, x, tokens, table, positions);
}
