import assert from 'node:assert/strict';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import { cells } from '../../../src/engine/nn/cells';
import type { Initialisation } from '../../../src/engine/nn/initialise';
import { type InitialiserName, initialisers } from '../../../src/engine/nn/initialisers';
import { MatrixBlock } from '../../../src/engine/nn/initialisers/initialiser';
import { isMatrix, type Parameter } from '../../../src/engine/nn/parameters';
import { freshModel } from './networks';
import { cellNames, shapeOf } from './shapes';

const LARGE = { hidden: 64, vocabulary: 50, embedding: 40, layers: 2 } as const;
const START = { deviation: 0.05, forgetBias: 1, spectralRadius: 0.9, seed: 1 };
const initialiserNames = Object.keys(initialisers) as InitialiserName[];

interface Filled extends Parameter {
  readonly values: Float64Array;
}

/** Returns the initial parameters of a large network. */
function startOf(shape: Parameters<typeof shapeOf>[0], start: Partial<Initialisation>): Filled[] {
  const kernels = referenceKernels();
  const options = { ...START, initialiser: 'gaussian', ...start } as const;
  const model = freshModel(kernels, shapeOf({ ...LARGE, ...shape }), options);
  const filled = (each: Parameter) => ({
    ...each,
    values: Float64Array.from(kernels.arena.values(each.value)),
  });
  return model.parameters.map(filled);
}

/** Returns the matrices of a parameter's gates, as [gates][rows][columns]. */
function matricesOf({ value: { rows, columns }, values, gates }: Filled): number[][][] {
  const width = columns / gates;
  return Array.from({ length: gates }, (_, g) =>
    Array.from({ length: rows }, (_row, r) =>
      Array.from({ length: width }, (_column, c) => values[r * columns + g * width + c]),
    ),
  );
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * Asserts that mean, standard deviation and kurtosis are within five standard errors of their expected
 * values. Correct random numbers almost never fail this test; numbers with a wrong scale fail it.
 */
function assertMoments(name: string, values: readonly number[], deviation: number, kurtosis: number): void {
  const bound = 5 / Math.sqrt(values.length);
  const square = mean(values.map(value => value ** 2));
  assert.ok(Math.abs(mean(values)) < bound * deviation, `${name}: mean ${mean(values)}`);
  assert.ok(Math.abs(Math.sqrt(square) / deviation - 1) < bound, `${name}: deviation ${Math.sqrt(square)}`);
  const found = mean(values.map(value => value ** 4)) / square ** 2;
  assert.ok(Math.abs(found - kurtosis) < 5 * bound, `${name}: kurtosis ${found}`);
}

const NORMAL = 3;
const UNIFORM = 9 / 5;
const networks = [{ cell: 'elman' }, { cell: 'lstm' }, { cell: 'gru' }, { cell: 'feedForward' }] as const;
const weights = (all: readonly Filled[]) => all.filter(({ role }) => role !== 'bias');

function eachMatrix(name: InitialiserName, visit: (matrix: number[][], parameter: Filled) => void): void {
  for (const network of networks) {
    for (const parameter of weights(startOf(network, { initialiser: name }))) {
      for (const matrix of matricesOf(parameter)) visit(matrix, parameter);
    }
  }
}

describe('initialisers', () => {
  it('gaussian has the standard deviation of the settings', () => {
    eachMatrix('gaussian', (matrix, { name }) => assertMoments(name, matrix.flat(), START.deviation, NORMAL));
  });

  it('xavier is uniform within sqrt(6 / (fan in + fan out)) of each gate', () => {
    eachMatrix('xavier', (matrix, { name }) => {
      const limit = Math.sqrt(6 / (matrix.length + matrix[0].length));
      assert.ok(matrix.flat().every(value => Math.abs(value) <= limit));
      assertMoments(name, matrix.flat(), limit / Math.sqrt(3), UNIFORM);
    });
  });

  it('he is normal with standard deviation sqrt(2 / fan in)', () => {
    eachMatrix('he', (matrix, { name }) =>
      assertMoments(name, matrix.flat(), Math.sqrt(2 / matrix.length), NORMAL),
    );
  });

  it('orthogonal has orthonormal rows, or columns if there are more rows than columns', () => {
    eachMatrix('orthogonal', (matrix, { name }) => {
      const wide = matrix.length <= matrix[0].length;
      const vectors = wide ? matrix : matrix[0].map((_, c) => matrix.map(row => row[c]));
      for (const [i, a] of vectors.entries()) {
        for (const [j, b] of vectors.entries()) {
          const product = a.reduce((sum, x, k) => sum + x * b[k], 0);
          assert.ok(Math.abs(product - (i === j ? 1 : 0)) < 1e-10, `${name}: ${i} with ${j}: ${product}`);
        }
      }
    });
  });

  it('orthogonal begins with its first draws, scaled to length 1', () => {
    const values = new Float64Array(6);
    const draws = [3, 0, 4, 7, 1, 2];
    initialisers.orthogonal(
      new MatrixBlock(values, {
        rows: 2,
        columns: 3,
        role: 'recurrent',
        deviation: 1,
        runs: [0],
        draw: (_kind, index, to) => to.set(draws.slice(index, index + to.length)),
      }),
    );
    assert.deepEqual([...values.subarray(0, 3)], [0.6, 0, 0.8]);
  });

  it('identity gives identity matrices for recurrent weights and is gaussian elsewhere', () => {
    eachMatrix('identity', (matrix, { name, role }) => {
      if (role !== 'recurrent') assertMoments(name, matrix.flat(), START.deviation, NORMAL);
      else
        assert.deepEqual(
          matrix,
          matrix.map((row, r) => row.map((_, c) => Number(r === c))),
        );
    });
  });

  for (const initialiser of initialiserNames) {
    for (const cell of cellNames) {
      it(`${initialiser} in ${cell}: weights are finite, depend on the seed, and differ between matrices`, () => {
        const [first, repeated, other] = [1, 1, 2].map(seed =>
          startOf({ cell, hidden: 9 }, { initialiser, seed }),
        );
        const drawn: string[] = [];
        for (const [i, parameter] of first.entries()) {
          assert.ok(parameter.values.every(Number.isFinite), parameter.name);
          assert.deepEqual(repeated[i].values, parameter.values);
          if (!isMatrix(parameter) && parameter.learned) continue;
          for (const matrix of matricesOf(parameter)) {
            if (initialiser === 'identity' && matrix[0][0] === 1) continue;
            drawn.push(...[matrix[0], matrix.map(row => row[0])].map(String));
          }
          if (initialiser === 'identity' && parameter.role === 'recurrent') continue;
          const equal = parameter.values.filter((value, k) => value === other[i].values[k]);
          assert.equal(equal.length, 0, `${parameter.name} with another seed`);
        }
        assert.equal(new Set(drawn).size, drawn.length);
      });
    }
  }
});

describe('initial values of cells', () => {
  it('are zero, except the bias of an LSTM’s forget gate', () => {
    for (const cell of cellNames.filter(name => cells[name].learned)) {
      for (const { role, name, values, gates } of startOf({ cell }, { forgetBias: 1.5 })) {
        if (role !== 'bias') continue;
        const { hidden: H } = LARGE;
        const forget = (i: number) => cell === 'lstm' && gates === 4 && i >= H && i < 2 * H;
        assert.deepEqual(
          values,
          values.map((_, i) => (forget(i) ? 1.5 : 0)),
          `${cell}: ${name}`,
        );
      }
    }
  });
});
