import { shapeOf } from '../shapes';
import type { Fault, Inject } from './fault';
import { into, lost, through, type WrongProduct } from './recurrence';

/** Faults in stacked layers, such as two matrices that are mistaken for each other. */
const mistakes: readonly (readonly [string, Inject])[] = [
  ['the layer below gets no error', through('Wxh_l1', lost)],
  ['the layer below gets the error through Whh', through('Wxh_l1', useMatrix('Whh_l1'))],
  [
    'the layer below gets the error through Wxh untransposed',
    through('Wxh_l1', ({ matmul }, _net, ...args) => matmul(...args)),
  ],
  ['the upper layer sends the error back through the lower layer’s Whh', through('Whh_l1', useMatrix('Whh'))],
  ['the upper layer sends the error back through its Wxh', through('Whh_l1', useMatrix('Wxh_l1'))],
  [
    'dWxh of the upper layer is computed from its own states',
    into('Wxh_l1', ({ matmulTN }, net, dW, _x, da) => matmulTN(dW, net.after(1), da)),
  ],
  [
    'dWxh of the upper layer is computed one step late',
    into('Wxh_l1', ({ matmulTN }, net, dW, _x, da) => matmulTN(dW, net.before(0), da)),
  ],
  [
    'dWhh of the upper layer is computed from the lower states',
    into('Whh_l1', ({ matmulTN }, net, dW, _h, da) => matmulTN(dW, net.before(0), da)),
  ],
  [
    'dWhh of the upper layer is added to its dWxh',
    into('Whh_l1', ({ matmulTN }, net, _dW, h, da) => matmulTN(net.gradient('Wxh_l1'), h, da)),
  ],
];

function useMatrix(name: string): WrongProduct {
  return ({ matmulNT }, network, dx, da) => matmulNT(dx, da, network.value(name));
}

export const layers: readonly Fault[] = mistakes.map(([name, inject]) => ({
  name,
  shape: shapeOf({ layers: 2 }),
  inject,
}));
