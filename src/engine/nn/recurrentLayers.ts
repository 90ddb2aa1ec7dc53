import type { Kernels } from '../kernels/kernels';
import { embeddedInput } from './inputs/embedded';
import type { Input } from './inputs/input';
import { lowerLayerInput } from './inputs/lowerLayer';
import { oneHotInput } from './inputs/oneHot';
import { planInput } from './inputs/plan';
import { type RecurrentLayer, recurrentLayer } from './layer';
import { silencedIn } from './lesionedParts';
import type { Parameter } from './parameters';
import { cellAt, type NetworkShape } from './shape';
import { dropoutsOf, type StackLayers, type StackOptions } from './stackLayers';
import type { StackParameters } from './stackParameters';

/** Unfolds the layers of a recurrent network over a window. */
export function recurrentLayers(
  kernels: Kernels,
  shape: NetworkShape,
  { embedding, layers: parameters }: StackParameters,
  options: StackOptions,
): StackLayers {
  const { inputs, B, readout, lesion } = options;
  const T = inputs.length / B;
  const dropouts = dropoutsOf(kernels, shape, options);
  const layers: RecurrentLayer[] = [];
  for (const [l, layer] of parameters.entries()) {
    const kind = cellAt(shape, l);
    if (kind.attends) throw new Error('the layers of a transformer are not computed step by step');
    const input =
      l > 0
        ? lowerLayerInput(kernels, layer.Wxh, layers[l - 1].states, layers[l - 1].dStates, dropouts[l - 1])
        : tokenInput(kernels, shape, embedding, layer.Wxh, options);
    const silenced = silencedIn(lesion, l);
    layers.push(
      recurrentLayer(kernels, {
        kind,
        activation: shape.activation,
        cellOptions: shape,
        parameters: layer,
        input,
        readout,
        silenced,
        T,
        B,
      }),
    );
  }
  return { layers, dropouts };
}

/** Returns the input of the lowest layer. `Wxh` are the weights from the embedding or, without one, from the tokens. */
export function tokenInput(
  kernels: Kernels,
  { plan }: NetworkShape,
  embedding: Parameter | undefined,
  Wxh: Parameter,
  { inputs, B }: StackOptions,
): Input {
  if (!embedding) return oneHotInput(kernels, Wxh, inputs);
  return (plan ? planInput : embeddedInput)(kernels, embedding, Wxh, inputs, B);
}
