import type { Kernels } from '../../../../src/engine/kernels/kernels';
import { shapeOf } from '../shapes';
import { type Fault, instead, type Network, shifted } from './fault';

/** Returns a fault that replaces the backward pass of an activation by `wrong`. */
const slope = (
  wrong: (right: Kernels, network: Network, ...args: Parameters<Kernels['activateBackward']>) => void,
) => instead('activateBackward', () => true, wrong);

export const slopes: readonly Fault[] = [
  {
    name: 'tanh has the slope of the logistic function',
    shape: shapeOf(),
    inject: slope(({ activateBackward }, _network, _f, ...args) => activateBackward('logistic', ...args)),
  },
  {
    name: 'the slope is taken at the previous step',
    shape: shapeOf(),
    inject: slope(({ activateBackward, arena }, { B }, f, da, dh, h) =>
      activateBackward(f, da, dh, shifted(arena, h, -B)),
    ),
  },
  {
    name: 'the error is taken from the previous step',
    shape: shapeOf(),
    inject: slope(({ activateBackward, arena }, { B }, f, da, dh, h) =>
      activateBackward(f, da, shifted(arena, dh, -B), h),
    ),
  },
  {
    name: 'the slope is ignored',
    shape: shapeOf(),
    inject: slope(({ copy }, _network, _f, da, dh) => copy(da, dh)),
  },
  ...(['logistic', 'relu', 'elu', 'leakyRelu'] as const).map(activation => ({
    name: `${activation} has the slope of the identity`,
    shape: shapeOf({ activation }),
    inject: slope(({ activateBackward }, _network, _f, ...args) => activateBackward('identity', ...args)),
  })),
  {
    name: 'leaky relu does not leak backward',
    shape: shapeOf({ activation: 'leakyRelu' }),
    inject: slope(({ activateBackward }, _network, _f, ...args) => activateBackward('relu', ...args)),
  },
  {
    name: 'elu has the slope of relu',
    shape: shapeOf({ activation: 'elu' }),
    inject: slope(({ activateBackward }, _network, _f, ...args) => activateBackward('relu', ...args)),
  },
  {
    name: 'the slope is taken at f(h) instead of h',
    shape: shapeOf(),
    inject: slope(({ activateBackward, activate, arena }, _network, f, da, dh, h) => {
      const y = arena.values(h).slice();
      activate(f, h, h);
      activateBackward(f, da, dh, h);
      arena.values(h).set(y);
    }),
  },
];
