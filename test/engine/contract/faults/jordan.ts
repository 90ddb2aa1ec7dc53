import type { Kernels } from '../../../../src/engine/kernels/kernels';
import { shapeOf } from '../shapes';
import { type Fault, type Inject, instead, type Network, same, within } from './fault';
import { assigned, bias, into, lost, through } from './recurrence';

type WrongReadout = (
  right: Kernels,
  network: Network,
  ...args: Parameters<Kernels['softmaxBackward']>
) => void;
const readout = (wrong: WrongReadout): Inject => instead('softmaxBackward', () => true, wrong);

type WrongDecay = (right: Kernels, network: Network, ...args: Parameters<Kernels['addScaled']>) => void;
const decay = (wrong: WrongDecay): Inject =>
  instead('addScaled', (net, y) => within(net.arena, y, net.carried('s').gradient), wrong);

/**
 * Returns whether a product belongs to the output distribution that is fed back, which has the rows of one
 * step. The products of the output layer have the rows of all steps.
 */
const isFeedback = (network: Network, rows: number) => rows === network.B;

const mistakes: readonly (readonly [string, Inject])[] = [
  [
    'the softmax of the fed-back distribution without the mean',
    readout(({ multiply }, _net, dp, p) => multiply(dp, dp, p)),
  ],
  [
    'the softmax of the fed-back distribution without the probability',
    readout(({ arena }, _net, dP, P) => {
      const [dp, p] = [arena.values(dP), arena.values(P)];
      for (let r = 0; r < P.rows; r++) {
        const row = dp.subarray(r * P.columns, (r + 1) * P.columns);
        let mean = 0;
        for (let c = 0; c < row.length; c++) mean += row[c] * p[r * P.columns + c];
        for (let c = 0; c < row.length; c++) row[c] -= mean;
      }
    }),
  ],
  [
    'the fed-back distribution sends no error to the hidden layer',
    instead('matmulNT', (net, _C, A, B) => isFeedback(net, A.rows) && same(B, net.value('Why')), lost),
  ],
  ['dWhy of the output overwrites that of the fed-back distribution', into('Why', assigned('matmulTN'))],
  [
    'dby of the output overwrites that of the fed-back distribution',
    bias('by', ({ fill, sumRows }, _net, db, dy) => {
      fill(db, 0);
      sumRows(db, dy);
    }),
  ],
  ['the decay of the state units is ignored', decay(lost)],
  ['the state units do not decay backward', decay(({ addScaled }, _net, y, x) => addScaled(y, x, 1))],
  [
    'the state units decay twice',
    decay(({ addScaled }, _net, y, x, factor) => addScaled(y, x, factor * factor)),
  ],
  ['the state units get no error from the hidden layer', through('Wyh', lost)],
  [
    'dWyh is computed from the states after the step',
    into('Wyh', ({ matmulTN, arena }, net, dW, s, da) => {
      matmulTN(dW, arena.slice(net.carried('s').value, net.B, s.rows), da);
    }),
  ],
  ['dWyh lost', into('Wyh', lost)],
];

export const jordan: readonly Fault[] = mistakes.map(([name, inject]) => ({
  name: `Jordan: ${name}`,
  shape: shapeOf({ cell: 'jordan' }),
  inject,
}));
