import { shapeOf } from '../shapes';
import { type Fault, type Inject, instead, type Network, within } from './fault';
import { lost, through } from './recurrence';

type Tensor = ReturnType<Network['value']>;

/** The share of h_{t-1} in h_t, and that of the new values. */
const ofState = (net: Network, y: Tensor) => within(net.arena, y, net.carried('h').gradient);
const ofValues = (net: Network, x: Tensor) => !within(net.arena, x, net.carried('h').value);

const mistakes: readonly (readonly [string, Inject])[] = [
  ['the state’s own share carries no error', instead('addScaled', ofState, lost)],
  [
    'the state’s own share carries the whole error',
    instead('addScaled', ofState, ({ addScaled }, _net, y, x) => addScaled(y, x, 1)),
  ],
  [
    'the two shares exchanged',
    instead('addScaled', ofState, ({ addScaled }, _net, y, x, factor) => addScaled(y, x, 1 - factor)),
  ],
  ['the new values learn as if all of them counted', instead('scale', ofValues, lost)],
  ['the error is not carried back by Whh', through('Whh', lost)],
  [
    'the slope at the mixed state',
    instead(
      'activateBackward',
      () => true,
      ({ activateBackward }, net, f, da, dh, z) => {
        const { value, gradient } = net.carried('h');
        const h = { ...z, pointer: value.pointer + dh.pointer - gradient.pointer };
        activateBackward(f, da, dh, h);
      },
    ),
  ],
];

export const leaky: readonly Fault[] = mistakes.map(([name, inject]) => ({
  name: `leaky: ${name}`,
  shape: shapeOf({ cell: 'leaky' }),
  inject,
}));
