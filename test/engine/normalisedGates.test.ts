import assert from 'node:assert/strict';
import { logistic, tanh } from '../../src/engine/core/math';
import type { Kernels } from '../../src/engine/kernels/kernels';
import { type NetworkWeights, unfold } from '../../src/engine/nn/network';
import { randomIds, randomModel } from './contract/networks';
import { shapeOf } from './contract/shapes';
import { distance } from './support/fixture';
import { everyKernels } from './support/kernels';

const [T, H] = [9, 5];

/** Returns LN(x) g + b, the layer normalisation of Ba, Kiros & Hinton (2016), equation 3. */
function normalised(x: readonly number[], g: ArrayLike<number>, b: ArrayLike<number>): number[] {
  const mean = x.reduce((sum, each) => sum + each, 0) / x.length;
  const variance = x.reduce((sum, each) => sum + (each - mean) ** 2, 0) / x.length;
  return x.map((each, i) => ((each - mean) / Math.sqrt(variance + 1e-5)) * g[i] + b[i]);
}

const zeros = (length: number) => Array<number>(length).fill(0);

/** Gives access to the values of a network's parameters by name. */
function valuesOf({ arena }: Kernels, { parameters }: NetworkWeights) {
  return (name: string) => {
    const { value } = parameters.find(each => each.name === name) ?? assert.fail(name);
    return arena.values(value);
  };
}

/** Returns the product of a row vector and a matrix [vector.length, columns]. */
function times(vector: readonly number[], matrix: ArrayLike<number>): number[] {
  const columns = matrix.length / vector.length;
  return Array.from({ length: columns }, (_, j) =>
    vector.reduce((sum, each, i) => sum + each * matrix[i * columns + j], 0),
  );
}

const oneHot = (id: number, V: number) => Array.from({ length: V }, (_, i) => Number(i === id));

type Values = ReturnType<typeof valuesOf>;
interface GateState {
  readonly h: readonly number[];
  readonly c: readonly number[];
}

/** One step of the equations of each cell, for one stream. */
const steps: Readonly<
  Record<'lstm' | 'gru', (of: Values, x: readonly number[], state: GateState) => GateState>
> = {
  lstm(of, x, { h, c }) {
    const fromInput = normalised(times(x, of('Wxh')), of('gxh'), of('bh'));
    const fromHidden = normalised(times(h, of('Whh')), of('ghh'), zeros(4 * H));
    const a = fromInput.map((each, i) => each + fromHidden[i]);
    const cells = c.map((each, j) => logistic(a[H + j]) * each + logistic(a[j]) * tanh(a[2 * H + j]));
    const output = normalised(cells, of('gcell'), of('bcell'));
    return { c: cells, h: output.map((each, j) => logistic(a[3 * H + j]) * tanh(each)) };
  },

  gru(of, x, { h, c }) {
    const a = normalised(times(x, of('Wxh')), of('gxh'), of('bh'));
    const u = normalised(times(h, of('Whh')), of('ghh'), of('bhh'));
    const next = h.map((each, j) => {
      const [r, z] = [logistic(a[j] + u[j]), logistic(a[H + j] + u[H + j])];
      return (1 - z) * tanh(a[2 * H + j] + r * u[2 * H + j]) + z * each;
    });
    return { c, h: next };
  },
};

describe('a gated cell with layer normalisation', () => {
  for (const cell of ['lstm', 'gru'] as const)
    it(`computes the equations of ${cell}, on every build`, async () => {
      const shape = shapeOf({ cell, normalisation: 'layer', hidden: H });
      const ids = randomIds(T, shape.vocabulary, 3);
      for (const kernels of await everyKernels()) {
        const model = randomModel(kernels, shape, 2);
        const of = valuesOf(kernels, model);
        const window = unfold(kernels, model, { T, B: 1 });
        kernels.arena.idValues(window.inputs).set(ids);
        window.forward();
        let state: GateState = { h: zeros(H), c: zeros(H) };
        const expected = [...ids].flatMap(id => {
          state = steps[cell](of, oneHot(id, shape.vocabulary), state);
          return state.h;
        });
        const error = distance(kernels.arena.values(window.stack.top.states), expected);
        assert.ok(error < (kernels.build === 'reference' ? 1e-12 : 1e-4), `${kernels.build}: ${error}`);
      }
    });
});
