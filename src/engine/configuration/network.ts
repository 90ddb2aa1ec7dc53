import type { Configuration } from '../../settings/settings';
import type { Arena } from '../core/tensor';
import type { TextNeeds } from '../data/checkTexts';
import { cells } from '../nn/cells';
import type { CellKind } from '../nn/cells/cell';
import { type Initialisation, initialise } from '../nn/initialise';
import { createWeights, type NetworkWeights } from '../nn/network';
import type { NetworkShape } from '../nn/shape';
import { symbolBits } from './bits';

/** Returns the shape of the network for a configuration and V symbols. */
export function shapeOf(configuration: Configuration, vocabulary: number): NetworkShape {
  return {
    cell: configuration['model.cell'],
    activation: configuration['model.activation'],
    normalisation: configuration['model.normalisation'],
    output: configuration['model.output'],
    vocabulary,
    hidden: configuration['model.hidden'],
    layers: configuration['model.layers'],
    embedding: configuration['model.embedding'],
    context: configuration['model.context'],
    heads: configuration['model.heads'],
    positions: configuration['model.positions'],
    positionEncoding: configuration['model.positionEncoding'],
    dropout: configuration['model.dropout'],
    classes: configuration['model.classes'],
    noise: configuration['model.noiseSamples'],
    scoring: configuration['model.scoring'],
    decay: configuration['model.stateDecay'],
    compression: configuration['model.compression'],
    bits: symbolBits(configuration).size,
    plan: configuration['model.input'] === 'plan',
    direct: configuration['model.direct'],
    directOrder: configuration['model.directOrder'],
  };
}

/**
 * Returns the number of steps before the first target of a window. With these steps, the error of every
 * target is backpropagated through at least `training.bptt` steps.
 */
export function stepsBefore({ 'training.bptt': bptt }: Configuration): number {
  return Math.max(0, bptt - 1);
}

/** Returns what a training with these settings needs of its text. */
export function textNeeds(configuration: Configuration): TextNeeds {
  const { attends }: CellKind = cells[configuration['model.cell']];
  return {
    sequenceLength: configuration['training.sequenceLength'],
    extra: stepsBefore(configuration) + 1,
    context: attends ? configuration['model.positions'] : 0,
    streams: configuration['training.windows'] === 'random' ? 1 : configuration['training.batch'],
    unit: configuration['text.unit'],
  };
}

/** Returns the options for initialising the weights. */
export function initialisationOf(configuration: Configuration): Initialisation {
  return {
    initialiser: configuration['model.initialiser'],
    deviation: configuration['model.initialDeviation'],
    forgetBias: configuration['model.forgetBias'],
    spectralRadius: configuration['model.spectralRadius'],
    seed: configuration['training.seed'],
  };
}

/** Creates a network with initial weights for the symbols of a vocabulary. */
export function newModel(
  arena: Arena,
  configuration: Configuration,
  symbols: readonly string[],
): NetworkWeights {
  const model = createWeights(arena, shapeOf(configuration, symbols.length));
  const { shape, parameters, stack } = model;
  initialise(arena, shape, parameters, [stack], initialisationOf(configuration));
  const { size, bitsOf } = symbolBits(configuration);
  if (stack.embedding && size > 0) {
    const bits = arena.values(stack.embedding.value).fill(0);
    for (const [id, symbol] of symbols.entries()) bits.set(bitsOf.get(symbol) ?? [], id * size);
  }
  return model;
}
