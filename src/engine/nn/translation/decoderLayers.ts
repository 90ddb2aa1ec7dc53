import type { Ids } from '../../core/tensor';
import type { Kernels } from '../../kernels/kernels';
import { lowerLayerInput } from '../inputs/lowerLayer';
import { type RecurrentLayer, recurrentLayer } from '../layer';
import { tokenInput } from '../recurrentLayers';
import { cellAt, type NetworkShape } from '../shape';
import { dropoutsOf, type StackLayers } from '../stackLayers';
import type { StackParameters } from '../stackParameters';
import type { AdditiveAttention } from './additiveAttention';
import { attendingCell } from './attendingCell';

interface DecoderOptions {
  readonly inputs: Ids; // [T * B]
  readonly B: number;
  /** Read by the lowest layer. Missing without attention. */
  readonly attention: AdditiveAttention | undefined;
  /** Seed of the dropout masks, for training. Without a seed, there is no dropout. */
  readonly seed?: number;
}

/** Unfolds the layers of the decoder over a window. */
export function decoderLayers(
  kernels: Kernels,
  shape: NetworkShape,
  parameters: StackParameters,
  { inputs, B, attention, seed }: DecoderOptions,
): StackLayers {
  const dropouts = dropoutsOf(kernels, shape, { inputs, B, seed });
  const layers: RecurrentLayer[] = [];
  for (const [l, layer] of parameters.layers.entries()) {
    const kind = cellAt(shape, l);
    if (kind.attends) throw new Error('a transformer cannot be a decoder');
    const below = layers[l - 1];
    const input = below
      ? lowerLayerInput(kernels, layer.Wxh, below.states, below.dStates, dropouts[l - 1])
      : tokenInput(kernels, shape, parameters.embedding, layer.Wxh, { inputs, B });
    layers.push(
      recurrentLayer(kernels, {
        kind: l === 0 && attention ? attendingCell(kind, attention) : kind,
        activation: shape.activation,
        cellOptions: shape,
        parameters: layer,
        input,
        readout: undefined,
        silenced: [],
        T: inputs.length / B,
        B,
      }),
    );
  }
  return { layers, dropouts };
}
