import type { Kernels } from '../../../../src/engine/kernels/kernels';
import { shapeOf } from '../shapes';
import { type Fault, type Inject, instead, type Network, same, shifted, within } from './fault';

type Product = 'matmul' | 'matmulNT' | 'matmulTN';
export type WrongProduct = (right: Kernels, network: Network, ...args: Parameters<Kernels['matmul']>) => void;

/** Returns a fault that replaces the product dh += da Wᵀ by `wrong`. */
export const through = (W: string, wrong: WrongProduct): Inject =>
  instead('matmulNT', (network, _C, _A, B) => same(B, network.value(W)), wrong);

/** Returns a fault that replaces the product dW += xᵀ da by `wrong`. */
export const into = (W: string, wrong: WrongProduct): Inject =>
  instead('matmulTN', (network, C) => same(C, network.gradient(W)), wrong);

/** Returns a fault that replaces sumRows on the gradient of a bias by `wrong`. */
export const bias = (
  name: string,
  wrong: (right: Kernels, network: Network, ...args: Parameters<Kernels['sumRows']>) => void,
): Inject => instead('sumRows', (network, db) => same(db, network.gradient(name)), wrong);

/** A wrong operation that does nothing. */
export const lost = () => {};

/** Returns a wrong product that assigns the result instead of adding it. */
export const assigned =
  (product: Product): WrongProduct =>
  (right, _network, C, A, B) => {
    right.fill(C, 0);
    right[product](C, A, B);
  };

/** Faults of back-propagation through time in one Elman layer. */
const oneLayer: readonly (readonly [string, Inject])[] = [
  ['the error is not sent back', through('Whh', lost)],
  [
    'the error is sent back through Whh untransposed',
    through('Whh', ({ matmul }, _network, ...args) => matmul(...args)),
  ],
  ['the error sent back overwrites that of the output', through('Whh', assigned('matmulNT'))],
  [
    'the error is sent two steps back',
    through('Whh', ({ matmulNT, arena }, net, dh, ...args) => {
      const earlier = shifted(arena, dh, -net.B);
      if (within(arena, earlier, net.carried('h').gradient)) matmulNT(earlier, ...args);
    }),
  ],
  [
    'the error is sent to the next stream',
    through('Whh', ({ matmulNT, arena }, { B }, dh, da, W) => {
      for (let b = 0; b < B; b++) matmulNT(arena.slice(dh, (b + 1) % B, 1), arena.slice(da, b, 1), W);
    }),
  ],
  [
    'dWhh is computed from the states after the step',
    into('Whh', ({ matmulTN }, net, dW, _h, da) => matmulTN(dW, net.after(), da)),
  ],
  ['dWhh transposed', into('Whh', ({ matmulTN }, _network, dW, h, da) => matmulTN(dW, da, h))],
  [
    'dWhh without the first step',
    into('Whh', ({ matmulTN, arena }, { B }, dW, h, da) => {
      const rest = h.rows - B;
      matmulTN(dW, arena.slice(h, B, rest), arena.slice(da, B, rest));
    }),
  ],
  [
    'dWhh without the last step',
    into('Whh', ({ matmulTN, arena }, { B }, dW, h, da) =>
      matmulTN(dW, arena.slice(h, 0, h.rows - B), arena.slice(da, 0, h.rows - B)),
    ),
  ],
  [
    'dWhh of the last step only',
    into('Whh', ({ matmulTN, arena }, { B }, dW, h, da) =>
      matmulTN(dW, arena.slice(h, h.rows - B, B), arena.slice(da, h.rows - B, B)),
    ),
  ],
  ['dWhh lost', into('Whh', lost)],
  ['dbh lost', bias('bh', lost)],
  [
    'dbh has only the first row',
    bias('bh', ({ sumRows, arena }, _network, db, da) => sumRows(db, arena.slice(da, 0, 1))),
  ],
  [
    'dbh is the mean of the rows',
    bias('bh', ({ sumRows, scale }, _network, db, da) => {
      sumRows(db, da);
      scale(db, 1 / da.rows);
    }),
  ],
];

export const recurrence: readonly Fault[] = oneLayer.map(([name, inject]) => ({
  name,
  shape: shapeOf(),
  inject,
}));
