import { shapeOf } from '../shapes';
import { type Fault, type Inject, instead } from './fault';
import { lost } from './recurrence';

/** Faults in layer normalisation, for every network that has it. */
export const normalisationFaults: readonly (readonly [string, Inject])[] = [
  ['a normalisation passes no error', instead('layerNormBackward', () => true, lost)],
  [
    'a normalisation passes the error without its gain',
    instead(
      'layerNormBackward',
      () => true,
      ({ layerNormBackward, arena }, _network, tensors) => {
        const gain = arena.values(tensors.gain);
        const right = gain.slice();
        gain.fill(1);
        layerNormBackward(tensors);
        gain.set(right);
      },
    ),
  ],
];

const mistakes: readonly (readonly [string, Inject])[] = [
  ...normalisationFaults,
  [
    'the gradient of the gain is that of the bias',
    instead(
      'multiply',
      () => true,
      ({ copy }, _network, products, dz) => copy(products, dz),
    ),
  ],
];

export const normalisation: readonly Fault[] = (['leaky', 'lstm', 'gru'] as const).flatMap(cell =>
  mistakes.map(([name, inject]) => ({
    name: `layer normalisation of ${cell}: ${name}`,
    shape: shapeOf({ cell, normalisation: 'layer' }),
    inject,
  })),
);
