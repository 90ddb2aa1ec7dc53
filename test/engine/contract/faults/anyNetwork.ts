import { randomProblem } from '../../../../src/engine/check/problem';
import { referenceKernels } from '../../../../src/engine/kernels/reference';
import type { NetworkShape } from '../../../../src/engine/nn/shape';
import { everyCellAndOutput, shapeOf } from '../shapes';
import { type Fault, type Inject, instead, type Network, within } from './fault';
import { lost } from './recurrence';

/** There are many of them. */
const TINY = { layers: 2, hidden: 2, vocabulary: 4, embedding: 3 };

type Tensor = ReturnType<Network['value']>;

/** Nothing is ever added to the gradient of a parameter. */
function forgotten(name: string): Inject {
  const itsOwn = (net: Network, dW: Tensor) => within(net.arena, dW, net.gradient(name));
  const all = [
    instead('addScaled', itsOwn, lost),
    instead('matmulTN', itsOwn, lost),
    instead('scatterAddRows', itsOwn, lost),
    instead('sumRows', itsOwn, lost),
  ];
  return (right, network) => Object.assign({}, ...all.map(inject => inject(right, network)));
}

/** The output takes the errors of one stream to another: every hidden state learns from its neighbour's. */
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

/** What can go wrong in any network, so that every cell and output has it happen unasked. */
function faultsOf(shape: NetworkShape): Fault[] {
  const { learned } = randomProblem(referenceKernels(), shape, { T: 1, B: 1, seed: 1 }).model;
  const title = `${shape.cell}, ${shape.output}`;
  return [
    ...learned.map(({ name }) => ({ name: `${title}: d${name} forgotten`, shape, inject: forgotten(name) })),
    { name: `${title}: errors of the wrong row`, shape, inject: ofTheWrongRow },
  ];
}

export const anyNetwork: readonly Fault[] = everyCellAndOutput().flatMap(network =>
  faultsOf(shapeOf({ ...network, ...TINY })),
);
