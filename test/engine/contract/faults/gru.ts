import type { Tensor } from '../../../../src/engine/core/tensor';
import { shapeOf } from '../shapes';
import type { Fault, Inject } from './fault';
import { eachUnit, exchange, gruBackward } from './gates';
import { assigned, bias, into, lost, through } from './recurrence';

const exchanged = (one: number, other: number): Inject =>
  gruBackward((right, _network, step) => {
    right.gruBackward(step);
    exchange(right, step, 3, [one, other]);
    exchange(right, { ...step, da: step.du }, 3, [one, other]);
  });

/**
 * Returns a fault that can use da and du of all steps. These tensors are found when the backward pass reaches
 * step 0, where both begin.
 */
const withAllSteps =
  (inject: (all: () => { readonly da: Tensor; readonly du: Tensor }) => Inject): Inject =>
  (right, network) => {
    let first: readonly Tensor[] = [];
    const all = () => {
      const [da, du] = first.map(step => right.arena.slice(step, 0, network.after().rows));
      return { da, du };
    };
    return {
      gruBackward(step) {
        first = [step.da, step.du];
        right.gruBackward(step);
      },
      ...inject(all)(right, network),
    };
  };

const mistakes: readonly (readonly [string, Inject])[] = [
  ['the reset and the update gate exchanged', exchanged(0, 1)],
  ['the update gate and the candidate exchanged', exchanged(1, 2)],
  [
    'the reset gate outside the product, in the backward pass only',
    gruBackward((right, _net, step) => {
      right.gruBackward(step);
      const [outer, inner] = [right.arena.values(step.da), right.arena.values(step.du)];
      eachUnit(step.dh, 3, (_at, gate) => {
        inner[gate(2)] = outer[gate(2)];
      });
    }),
  ],
  [
    'the gradient that passes through z is lost',
    gruBackward((right, _net, step) => {
      const saved = right.arena.values(step.dhPrevious).slice();
      right.gruBackward(step);
      right.arena.values(step.dhPrevious).set(saved);
    }),
  ],
  [
    'the gradient that passes through z overwrites that of the output',
    gruBackward((right, _net, step) => {
      right.fill(step.dhPrevious, 0);
      right.gruBackward(step);
    }),
  ],
  [
    'z and 1 - z exchanged',
    gruBackward((right, _net, step) => {
      const gates = right.arena.values(step.a);
      const turn = () =>
        eachUnit(step.dh, 3, (_at, gate) => {
          gates[gate(1)] = 1 - gates[gate(1)];
        });
      turn();
      right.gruBackward(step);
      turn();
    }),
  ],
  ['the error through Whh overwrites that through z', through('Whh', assigned('matmulNT'))],
  ['the gradient of bhh is lost', bias('bhh', lost)],
  [
    'bhh gets the gradient of bh',
    withAllSteps(all => bias('bhh', ({ sumRows }, _network, db) => sumRows(db, all().da))),
  ],
  [
    'dWhh is computed from da instead of du',
    withAllSteps(all => into('Whh', ({ matmulTN }, _network, dW, h) => matmulTN(dW, h, all().da))),
  ],
  [
    'bh gets the gradient of bhh',
    withAllSteps(all => bias('bh', ({ sumRows }, _network, db) => sumRows(db, all().du))),
  ],
];

export const gru: readonly Fault[] = mistakes.map(([name, inject]) => ({
  name: `GRU: ${name}`,
  shape: shapeOf({ cell: 'gru' }),
  inject,
}));
