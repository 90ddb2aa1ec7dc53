import type { AttentionBackward } from '../../../../src/engine/kernels/attentionKernels';
import { shapeOf } from '../shapes';
import { type Fault, type Inject, instead, same } from './fault';
import { normalisationFaults } from './normalisation';
import { into, lost, through } from './recurrence';

/** Returns a fault that changes dqkv after the backward pass of the attention. */
const wrongAttention = (
  change: (dqkv: Float64Array, H: number, tensors: AttentionBackward) => void,
): Inject =>
  instead(
    'attendBackward',
    () => true,
    ({ attendBackward, arena }, _network, tensors) => {
      attendBackward(tensors);
      change(arena.values(tensors.dqkv) as Float64Array, tensors.y.columns, tensors);
    },
  );

/** Sets the parts of the rows of dqkv to 0: 0 for the queries, 1 for the keys, 2 for the values. */
const without = (part: number): Inject =>
  wrongAttention((dqkv, H) => {
    for (let row = 0; row < dqkv.length; row += 3 * H) dqkv.fill(0, row + part * H, row + (part + 1) * H);
  });

/** The backward pass of the attention, without the mean of dp that the slope of the softmax subtracts. */
const withoutMean: Inject = instead(
  'attendBackward',
  () => true,
  ({ attendBackward, arena }, _network, tensors) => {
    const y = arena.values(tensors.y);
    const right = y.slice();
    y.fill(0);
    attendBackward(tensors);
    y.set(right);
  },
);

const mistakes: readonly (readonly [string, Inject])[] = [
  ['the queries get no error', without(0)],
  ['the keys get no error', without(1)],
  ['the values get no error', without(2)],
  [
    'the scores are not scaled by 1 / sqrt d',
    wrongAttention((dqkv, H, { y, p }) => {
      const d = (y.columns * y.rows) / p.rows;
      for (let row = 0; row < dqkv.length; row += 3 * H)
        for (let i = row; i < row + 2 * H; i++) dqkv[i] *= Math.sqrt(d);
    }),
  ],
  ['the softmax has no mean to subtract', withoutMean],
  ['the residual connections pass no error', instead('addScaled', (net, y) => !same(y, net.after()), lost)],
  ...normalisationFaults,
  [
    'gelu has the slope 1',
    instead(
      'geluBackward',
      () => true,
      ({ copy }, _network, dA, dY) => copy(dA, dY),
    ),
  ],
  ['the attention sends no error through Wo', through('Wo', lost)],
  [
    'dWdown transposed',
    into('Wdown', ({ matmulTN, arena }, _network, dW, u, dh) => {
      const all = arena.values(dW);
      const before = all.slice();
      all.fill(0);
      matmulTN({ ...dW, rows: dW.columns, columns: dW.rows }, dh, u);
      for (let i = 0; i < all.length; i++) all[i] += before[i];
    }),
  ],
];

export const transformer: readonly Fault[] = mistakes.map(([name, inject]) => ({
  name: `transformer: ${name}`,
  shape: shapeOf({ cell: 'transformer', layers: 2 }),
  inject,
}));
