import type { Tensor } from '../../../../src/engine/core/tensor';
import { shapeOf } from '../shapes';
import type { Fault, Inject } from './fault';
import { eachUnit, exchange, gruBackward } from './gates';
import { assigned, bias, into, lost, through } from './recurrence';

const exchanged = (one: number, other: number): Inject =>
  gruBackward((right, _network, da, du, dhPrevious, dh, ...rest) => {
    right.gruBackward(da, du, dhPrevious, dh, ...rest);
    exchange(right, da, dh, 3, one, other);
    exchange(right, du, dh, 3, one, other);
  });

/**
 * Gives `inject` access to da and du of all steps. The backward pass ends at step 0, where both tensors
 * begin.
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
      gruBackward(da, du, ...rest) {
        first = [da, du];
        right.gruBackward(da, du, ...rest);
      },
      ...inject(all)(right, network),
    };
  };

const mistakes: readonly (readonly [string, Inject])[] = [
  ['the reset and the update gate exchanged', exchanged(0, 1)],
  ['the update gate and the candidate exchanged', exchanged(1, 2)],
  [
    'the reset gate outside the product, in the backward pass only',
    gruBackward((right, _net, da, du, dhPrevious, dh, ...rest) => {
      right.gruBackward(da, du, dhPrevious, dh, ...rest);
      const [outer, inner] = [right.arena.values(da), right.arena.values(du)];
      eachUnit(dh, 3, (_at, gate) => {
        inner[gate(2)] = outer[gate(2)];
      });
    }),
  ],
  [
    'the gradient that passes through z is lost',
    gruBackward((right, _net, da, du, dhPrevious, ...rest) => {
      const saved = right.arena.values(dhPrevious).slice();
      right.gruBackward(da, du, dhPrevious, ...rest);
      right.arena.values(dhPrevious).set(saved);
    }),
  ],
  [
    'the gradient that passes through z overwrites that of the output',
    gruBackward((right, _net, da, du, dhPrevious, ...rest) => {
      right.fill(dhPrevious, 0);
      right.gruBackward(da, du, dhPrevious, ...rest);
    }),
  ],
  [
    'z and 1 - z exchanged',
    gruBackward((right, _net, da, du, dhPrevious, dh, a, ...rest) => {
      const gates = right.arena.values(a);
      const turn = () =>
        eachUnit(dh, 3, (_at, gate) => {
          gates[gate(1)] = 1 - gates[gate(1)];
        });
      turn();
      right.gruBackward(da, du, dhPrevious, dh, a, ...rest);
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
