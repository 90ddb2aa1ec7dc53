import type { Kernels } from '../../../../src/engine/kernels/kernels';
import { shapeOf } from '../shapes';
import { type Fault, type Inject, instead, type Network, same, shifted, within } from './fault';
import { lost } from './recurrence';

type WrongScatter = (
  right: Kernels,
  network: Network,
  ...args: Parameters<Kernels['scatterAddRows']>
) => void;

/** Returns a fault that replaces scatterAddRows on the gradient of W by `wrong`. */
const scattered = (W: string, wrong: WrongScatter): Inject =>
  instead('scatterAddRows', (network, dW) => same(dW, network.gradient(W)), wrong);

/** A wrong scatterAddRows: if a token occurs twice, its second row overwrites the first. */
const overwriting: WrongScatter = ({ arena }, _network, dW, dY, ids) => {
  const [all, rows] = [arena.values(dW), arena.values(dY)];
  for (const [r, id] of arena.idValues(ids).entries()) {
    all.set(rows.subarray(r * dY.columns, (r + 1) * dY.columns), id * dY.columns);
  }
};

/** Faults of one-hot inputs. */
const lookup: readonly (readonly [string, Inject])[] = [
  ['only the last error of a token reaches its row', scattered('Wxh', overwriting)],
  [
    'errors go to the rows of the targets',
    scattered('Wxh', ({ scatterAddRows }, net, dW, dY) => scatterAddRows(dW, dY, net.ids.targets)),
  ],
  [
    'errors go to the tokens of the next step',
    scattered('Wxh', ({ scatterAddRows, arena }, { B }, dW, dY, ids) => {
      const rows = dY.rows - B;
      scatterAddRows(dW, arena.slice(dY, 0, rows), { pointer: ids.pointer + 4 * B, length: rows });
    }),
  ],
  ['the tokens’ rows get no error', scattered('Wxh', lost)],
];

type Product = 'matmulNT' | 'matmulTN';
type WrongProduct = (right: Kernels, network: Network, ...args: Parameters<Kernels[Product]>) => void;

/**
 * Returns a fault that replaces each product de += da Wᵀ by `wrong`, where W is one of the n matrices in Wxh.
 */
const toTokens = (wrong: WrongProduct): Inject =>
  instead('matmulNT', (net, _C, _A, B) => within(net.arena, B, net.value('Wxh')), wrong);
/**
 * Returns a fault that replaces each product dW += eᵀ da by `wrong`, where W is one of the n matrices in Wxh.
 */
const toMatrices = (wrong: WrongProduct): Inject =>
  instead('matmulTN', (net, C) => within(net.arena, C, net.gradient('Wxh')), wrong);

/** Faults of inputs that consist of several embedded tokens. */
const embedding: readonly (readonly [string, Inject])[] = [
  ['the embedding learns nothing', scattered('embedding', lost)],
  ['only the last error of a token reaches its embedding', scattered('embedding', overwriting)],
  [
    'the tokens before the window get no error',
    scattered('embedding', ({ scatterAddRows, arena }, net, dW, dY, ids) => {
      const count = net.ids.inputs.length;
      const before = ids.length - count;
      const inside = { pointer: ids.pointer + 4 * before, length: count };
      scatterAddRows(dW, arena.slice(dY, before, count), inside);
    }),
  ],
  [
    'all positions send their error through the matrix of the first position',
    toTokens(({ matmulNT, arena }, net, de, da, W) =>
      matmulNT(de, da, arena.slice(net.value('Wxh'), 0, W.rows)),
    ),
  ],
  [
    'the positions overwrite each other’s error',
    toTokens(({ matmulNT, fill }, _net, de, da, W) => {
      fill(de, 0);
      matmulNT(de, da, W);
    }),
  ],
  [
    'all errors go to the oldest input token',
    toTokens(({ matmulNT, arena }, net, de, da, W) => {
      const position = (W.pointer - net.value('Wxh').pointer) / (arena.bytesPerElement * W.rows * W.columns);
      matmulNT(shifted(arena, de, -position * net.B), da, W);
    }),
  ],
  [
    'all matrices learn from the oldest input token',
    toMatrices(({ matmulTN, arena }, net, dW, e, da) => {
      const position =
        (dW.pointer - net.gradient('Wxh').pointer) / (arena.bytesPerElement * dW.rows * dW.columns);
      matmulTN(dW, shifted(arena, e, -position * net.B), da);
    }),
  ],
  [
    'only the newest token’s matrix learns',
    toMatrices(({ matmulTN, arena }, net, dW, e, da) => {
      const all = net.gradient('Wxh');
      const newest = arena.slice(all, all.rows - dW.rows, dW.rows);
      if (same(dW, newest)) matmulTN(dW, e, da);
    }),
  ],
];

/** Faults of dropout between layers. */
const dropout: readonly (readonly [string, Inject])[] = [
  ['dropped units get an error', instead('multiply', (_net, Y, X) => same(Y, X), lost)],
  [
    'the mask drops errors, but does not scale up the others',
    instead(
      'multiply',
      (_net, Y, X) => same(Y, X),
      ({ arena }, _net, dx, _x, mask) => {
        const [errors, kept] = [arena.values(dx), arena.values(mask)];
        for (let i = 0; i < errors.length; i++) if (kept[i] === 0) errors[i] = 0;
      },
    ),
  ],
  [
    'the mask of another step is used',
    instead(
      'multiply',
      (_net, Y, X) => same(Y, X),
      ({ arena }, { B }, dx, _x, mask) => {
        const [errors, kept] = [arena.values(dx), arena.values(mask)];
        const shift = B * mask.columns;
        for (let i = 0; i < errors.length; i++) errors[i] *= kept[(i + shift) % kept.length];
      },
    ),
  ],
  [
    'the layer above learns from dropped units',
    instead(
      'matmulTN',
      (net, C) => same(C, net.gradient('Wxh_l1')),
      ({ matmulTN }, net, dW, _x, da) => matmulTN(dW, net.after(0), da),
    ),
  ],
];

export const inputs: readonly Fault[] = [
  ...lookup.map(([name, inject]) => ({ name, shape: shapeOf(), inject })),
  ...embedding.map(([name, inject]) => ({
    name,
    shape: shapeOf({ cell: 'feedForward', context: 3 }),
    inject,
  })),
  ...dropout.map(([name, inject]) => ({ name, shape: shapeOf({ layers: 2, dropout: 0.4 }), inject })),
];
