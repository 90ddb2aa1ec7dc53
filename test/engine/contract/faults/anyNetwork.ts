import { randomCheckNetwork } from '../../../../src/engine/check/checkNetwork';
import { referenceKernels } from '../../../../src/engine/kernels/reference';
import { cells } from '../../../../src/engine/nn/cells';
import type { NetworkShape } from '../../../../src/engine/nn/shape';
import { cellNames, everyCellAndOutput, shapeOf, variantsOf } from '../shapes';
import { type Fault, type Inject, instead, type Network, within } from './fault';
import { lost } from './recurrence';

/** Sizes of the networks. They are small, because many networks are tested. */
const TINY = { layers: 2, hidden: 2, vocabulary: 4, embedding: 3 };
/** Number of units of networks with layer normalisation: with two, each normalised row is about [1, -1], whatever the weights are. */
const NORMALISED = 4;

type Tensor = ReturnType<Network['value']>;

/** Returns a fault that prevents anything from being added to a parameter's gradient. */
function neverAdded(name: string): Inject {
  const isTarget = (net: Network, dW: Tensor) => within(net.arena, dW, net.gradient(name));
  const all = [
    instead('addScaled', isTarget, lost),
    instead('matmulTN', isTarget, lost),
    instead('scatterAddRows', isTarget, lost),
    instead('sumRows', isTarget, lost),
  ];
  return (right, network) => Object.assign({}, ...all.map(inject => inject(right, network)));
}

/** A fault by which the output adds each error to the hidden state of the next row. */
const ofTheWrongRow: Inject = (right, network) => {
  const shift = (P: Tensor) => {
    const errors = network.arena.values(P);
    errors.set([...errors.subarray(P.columns), ...errors.subarray(0, P.columns)]);
  };
  return {
    softmaxLossBackward(P, targets, scale) {
      right.softmaxLossBackward(P, targets, scale);
      shift(P);
    },
    logisticLossBackward(P, scale) {
      right.logisticLossBackward(P, scale);
      shift(P);
    },
  };
};

/**
 * Returns faults that apply to any network. A new cell or output is therefore tested with them without
 * changes to the tests.
 */
function faultsOf(shape: NetworkShape): Fault[] {
  const { learned } = randomCheckNetwork(referenceKernels(), shape, { T: 1, B: 1, seed: 1 }).model;
  const title = `${shape.cell}, ${shape.output}, ${shape.normalisation}, ${shape.positionEncoding}`;
  return [
    ...learned.map(({ name }) => ({
      name: `${title}: nothing is added to d${name}`,
      shape,
      inject: neverAdded(name),
    })),
    { name: `${title}: errors of the wrong row`, shape, inject: ofTheWrongRow },
  ];
}

const variants = cellNames.flatMap(cell =>
  variantsOf(cell)
    .slice(1)
    .map(variant => ({ cell, output: 'softmax', ...variant }) as const),
);

export const anyNetwork: readonly Fault[] = [...everyCellAndOutput(), ...variants].flatMap(network => {
  const normalises = 'normalisation' in network || cells[network.cell].attends;
  return faultsOf(shapeOf({ ...network, ...TINY, ...(normalises && { hidden: NORMALISED }) }));
});
