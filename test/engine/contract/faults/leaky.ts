import { shapeOf } from '../shapes';
import { type Fault, type Inject, instead, type Network, within } from './fault';
import { lost, through } from './recurrence';

type Tensor = ReturnType<Network['value']>;

/**
 * `ofState` selects kernel calls that compute μ h_{t-1}, the part of the state that is kept. `ofValues`
 * selects those that compute (1 - μ) z, the new values.
 */
const ofState = (net: Network, y: Tensor) => within(net.arena, y, net.carried('h').gradient);
const ofValues = (net: Network, x: Tensor) => !within(net.arena, x, net.carried('h').value);

const mistakes: readonly (readonly [string, Inject])[] = [
  ['the kept part of the state passes no error', instead('addScaled', ofState, lost)],
  [
    'the kept part of the state passes the whole error',
    instead('addScaled', ofState, ({ addScaled }, _net, y, x) => addScaled(y, x, 1)),
  ],
  [
    'μ and 1 - μ exchanged',
    instead('addScaled', ofState, ({ addScaled }, _net, y, x, factor) => addScaled(y, x, 1 - factor)),
  ],
  ['the factor 1 - μ of the new values is ignored', instead('scale', ofValues, lost)],
  ['the error is not sent back through Whh', through('Whh', lost)],
  [
    'the slope is taken at h instead of z',
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
