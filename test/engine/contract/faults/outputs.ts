import type { Kernels } from '../../../../src/engine/kernels/kernels';
import { shapeOf } from '../shapes';
import { type Fault, type Inject, instead, type Network, within } from './fault';
import { assigned, bias, into, lost, through } from './recurrence';

type WrongLoss = (
  right: Kernels,
  network: Network,
  ...args: Parameters<Kernels['softmaxLossBackward']>
) => void;
const lossBackward = (wrong: WrongLoss): Inject => instead('softmaxLossBackward', () => true, wrong);

const softmax: readonly (readonly [string, Inject])[] = [
  [
    'the mean over the streams is not taken',
    lossBackward(({ softmaxLossBackward }, _net, P, targets) => softmaxLossBackward(P, targets, 1)),
  ],
  [
    'the mean over the steps is taken as well',
    lossBackward(({ softmaxLossBackward }, net, P, targets, scale) =>
      softmaxLossBackward(P, targets, (scale * net.B) / P.rows),
    ),
  ],
  ['the target is ignored', lossBackward(({ scale }, _net, P, _targets, factor) => scale(P, factor))],
  [
    'the target is subtracted without scaling',
    lossBackward(({ scale, softmaxLossBackward }, _net, P, targets, factor) => {
      scale(P, factor);
      softmaxLossBackward(P, targets, 1);
    }),
  ],
  [
    'the wrong sign',
    lossBackward(({ softmaxLossBackward }, _net, P, targets, scale) =>
      softmaxLossBackward(P, targets, -scale),
    ),
  ],
  [
    'the inputs are used as targets',
    lossBackward(({ softmaxLossBackward }, net, P, _targets, scale) =>
      softmaxLossBackward(P, net.ids.inputs, scale),
    ),
  ],
  ['the hidden layer gets no error', through('Why', lost)],
  [
    'only the last step’s error reaches the hidden layer',
    through('Why', ({ matmulNT, arena }, { B }, dh, dy, W) => {
      const last = dh.rows - B;
      matmulNT(arena.slice(dh, last, B), arena.slice(dy, last, B), W);
    }),
  ],
  [
    'dWhy is computed from the states before the step',
    into('Why', ({ matmulTN }, net, dW, _h, dy) => matmulTN(dW, net.before(), dy)),
  ],
  ['dby lost', bias('by', lost)],
  ['dWhy lost', into('Why', lost)],
];

/** Returns whether C is the gradient of the embedding, whose weights are also the weights of the output. */
const ofEmbedding = (network: Network, C: Parameters<Kernels['matmul']>[0]) =>
  within(network.arena, C, network.gradient('embedding'));
const tied: readonly (readonly [string, Inject])[] = [
  ['the embedding gets no gradient from the output', instead('matmulTN', ofEmbedding, lost)],
  ['the embedding gets no gradient from the input', instead('scatterAddRows', ofEmbedding, lost)],
  ['the output’s gradient overwrites the input’s', instead('matmulTN', ofEmbedding, assigned('matmulTN'))],
  [
    'the output’s gradient is computed from the states before the step',
    instead('matmulTN', ofEmbedding, ({ matmulTN }, net, dE, dy) => matmulTN(dE, dy, net.before())),
  ],
];

const echo: readonly (readonly [string, Inject])[] = [
  [
    'dWhy of a reservoir is computed from the states before the step',
    into('Why', ({ matmulTN }, net, dW, _h, dy) => matmulTN(dW, net.before(), dy)),
  ],
];

/** Returns whether a gradient belongs to rows of Ww, which contain the words of a class. */
const ofWords = (network: Network, C: Parameters<Kernels['matmul']>[0]) =>
  within(network.arena, C, network.gradient('Ww'));
const throughWords = (network: Network, ...[, , B]: Parameters<Kernels['matmul']>) =>
  within(network.arena, B, network.value('Ww'));
const classes: readonly (readonly [string, Inject])[] = [
  ['the hidden layer gets no error from the classes', through('Wc', lost)],
  ['the hidden layer gets no error from the words', instead('matmul', throughWords, lost)],
  ['the words’ error overwrites that of the classes', instead('matmul', throughWords, assigned('matmul'))],
  ['dWc lost', into('Wc', lost)],
  ['dbc lost', bias('bc', lost)],
  ['dWw is overwritten if a class occurs twice', instead('matmulTN', ofWords, assigned('matmulTN'))],
  [
    'dWw is computed from the first state',
    instead('matmulTN', ofWords, ({ matmulTN, arena }, net, dW, q) =>
      matmulTN(dW, q, arena.slice(net.after(), 0, 1)),
    ),
  ],
];

/**
 * Returns whether the matrix C of a product is the gradient of the hidden states, to which the output layer
 * adds its errors.
 */
const toHidden = (network: Network, C: Parameters<Kernels['matmul']>[0]) =>
  within(network.arena, C, network.carried('h').gradient);
const ofNodes = (network: Network, y: Parameters<Kernels['addScaled']>[0]) =>
  within(network.arena, y, network.gradient('Wn'));
const hierarchical: readonly (readonly [string, Inject])[] = [
  ['the hidden layer gets no error from the decisions', instead('matmul', toHidden, lost)],
  ['dWn lost', instead('addScaled', ofNodes, lost)],
  [
    'dWn is overwritten if a node occurs twice',
    instead('addScaled', ofNodes, ({ copy, scale }, _net, dW, h, y) => {
      copy(dW, h);
      scale(dW, y);
    }),
  ],
  [
    'dWn with the sign of the other child',
    instead('addScaled', ofNodes, ({ addScaled }, _net, dW, h, y) => addScaled(dW, h, -y)),
  ],
];

const { noise: K } = shapeOf();
const noiseContrastive: readonly (readonly [string, Inject])[] = [
  [
    'the hidden layer gets no error from the noise',
    instead('matmul', (network, C, A) => toHidden(network, C) && A.columns === K, lost),
  ],
  [
    'the hidden layer gets no error from the targets',
    instead('matmul', (network, C, A) => toHidden(network, C) && A.columns === 1, lost),
  ],
  [
    'dWw of the noise lost',
    instead('scatterAddRows', (network, dW, dY) => ofWords(network, dW) && dY.rows === K, lost),
  ],
  [
    'dWw of the targets lost',
    instead('scatterAddRows', (network, dW, dY) => ofWords(network, dW) && dY.rows !== K, lost),
  ],
  ['dbw of the noise lost', instead('sumRows', (_network, _db, dY) => dY.columns === K, lost)],
];

const logistic: readonly (readonly [string, Inject])[] = [
  ['the hidden layer gets no error', through('Why', lost)],
  ['dWhy lost', into('Why', lost)],
  ['dby lost', bias('by', lost)],
  [
    'the error is not scaled',
    instead(
      'logisticLossBackward',
      () => true,
      ({ logisticLossBackward }, _net, P) => logisticLossBackward(P, 1),
    ),
  ],
];
const slope: Inject = instead('activateBackward', (_net, f) => f === 'logistic', lost);

export const outputs: readonly Fault[] = [
  ...softmax.map(([name, inject]) => ({ name, shape: shapeOf(), inject })),
  ...tied.map(([name, inject]) => ({ name: `tied: ${name}`, shape: shapeOf({ output: 'tied' }), inject })),
  ...classes.map(([name, inject]) => ({
    name: `classes: ${name}`,
    shape: shapeOf({ output: 'classes' }),
    inject,
  })),
  ...hierarchical.map(([name, inject]) => ({
    name: `hierarchical: ${name}`,
    shape: shapeOf({ output: 'hierarchical' }),
    inject,
  })),
  ...noiseContrastive.map(([name, inject]) => ({
    name: `noiseContrastive: ${name}`,
    shape: shapeOf({ output: 'noiseContrastive' }),
    inject,
  })),
  ...(['logistic', 'logisticSquared'] as const).flatMap(output =>
    logistic.map(([name, inject]) => ({ name: `${output}: ${name}`, shape: shapeOf({ output }), inject })),
  ),
  {
    name: 'logisticSquared: the slope of the units is lost',
    shape: shapeOf({ output: 'logisticSquared' }),
    inject: slope,
  },
  ...echo.map(([name, inject]) => ({ name, shape: shapeOf({ cell: 'echoState' }), inject })),
];
