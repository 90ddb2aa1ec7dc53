import assert from 'node:assert/strict';
import fc from 'fast-check';
import { logistic, tanh } from '../../../src/engine/core/math';
import type { Kernels } from '../../../src/engine/kernels/kernels';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import { chooseKernels } from '../../../src/engine/kernels/select';
import { UserError } from '../../../src/protocol/userError';
import { activations } from '../support/activations';
import { loadWasm } from '../support/kernels';
import { cases, type Sizes } from './cases';
import { Comparison } from './comparison';

const small = fc.integer({ min: 0, max: 40 });
const sizes = fc.record({ M: small, N: small, K: small });
/**
 * Sizes that exceed every block of the matrix product: tiles of 4 x 8 and 4 x 16, 48 and 96 columns of a row,
 * 64 rows, 512 columns, and depth 256.
 */
const large: readonly Sizes[] = [
  { M: 1, N: 101, K: 515 },
  { M: 3, N: 67, K: 33 },
  { M: 2, N: 195, K: 100 },
  // The number of columns is as large as a vocabulary of words.
  { M: 1, N: 30_011, K: 2 },
  { M: 75, N: 521, K: 261 },
  { M: 2, N: 200, K: 9 },
];

/** Returns a function that creates kernels of a build. Skips the test if the machine lacks relaxed SIMD. */
async function open(context: Mocha.Context, build: 'simd' | 'fma'): Promise<() => Promise<Kernels>> {
  try {
    await chooseKernels(build, loadWasm);
  } catch (error) {
    if (build === 'simd' || !(error instanceof UserError)) throw error;
    // This version of Node has no relaxed SIMD. VS Code's Node has it, and also runs this suite.
    context.skip();
  }
  return () => chooseKernels(build, loadWasm);
}

for (const build of ['simd', 'fma'] as const) {
  describe(`the ${build} kernels agree with the reference`, () => {
    let fresh: () => Promise<Kernels>;
    before(async function () {
      fresh = await open(this, build);
    });

    for (const [name, compare] of Object.entries(cases)) {
      it(`in ${name}, over random shapes`, async () => {
        const tested = await fresh();
        const oracle = referenceKernels();
        fc.assert(
          fc.property(sizes, fc.nat(1e6), (shape, seed) =>
            compare(new Comparison(oracle, tested, seed), shape),
          ),
          { numRuns: 60, examples: large.map((shape, seed) => [shape, seed]) },
        );
      });
    }

    it('to the same bits with wide tiles', async () => {
      const [narrow, wide] = [await fresh(), await chooseKernels(build, loadWasm, undefined, true)];
      fc.assert(
        fc.property(sizes, fc.nat(1e6), (shape, seed) => {
          for (const name of ['matmul', 'matmulNT', 'matmulTN', 'packedProduct'] as const) {
            const comparison = new Comparison(narrow, wide, seed);
            cases[name](comparison, shape);
            comparison.check(0);
          }
        }),
        { numRuns: 60, examples: large.map((shape, seed) => [shape, seed]) },
      );
    });

    it('for activations at extreme values', async () => {
      const [oracle, tested] = [referenceKernels(), await fresh()];
      const values = [0, -0, 1e-30, -1e-6, 1e-4, 0.39999, 0.4, 5, -20, 80, -80, 88.8, -100, 1e30, -1e30];
      values.push(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN);
      for (const f of activations) {
        const comparison = new Comparison(oracle, tested, 1);
        const y = comparison.tensorOf(f, 1, values.length, Float32Array.from(values));
        comparison.run((k, i) => k.activate(f, y[i], y[i]));
        comparison.check(4e-7);
      }
    });

    it('within the relative errors that math.ts states', async () => {
      const { arena, activate } = await fresh();
      const y = arena.tensor(1, 50_001);
      // Also tests exp, because the logistic function equals e^x far below 0.
      for (const [f, low, high] of [
        ['tanh', -10, 10],
        ['logistic', -87, 20],
      ] as const) {
        const xs = Float32Array.from(
          { length: y.columns },
          (_, i) => low + ((high - low) * i) / (y.columns - 1),
        );
        arena.values(y).set(xs);
        activate(f, y, y);
        const exact = f === 'tanh' ? tanh : logistic;
        for (const [i, value] of arena.values(y).entries()) {
          const error = Math.abs(value - exact(xs[i])) / (Math.abs(exact(xs[i])) || 1);
          assert.ok(error < 3e-7, `${f}(${xs[i]}) is ${value}, wrong by ${error}`);
        }
      }
    });

    it('for the softmax of rows without a finite logit', async () => {
      const [oracle, tested] = [referenceKernels(), await fresh()];
      for (const value of [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]) {
        const comparison = new Comparison(oracle, tested, 1);
        const [P, losses] = [
          comparison.tensorOf('P', 1, 5, new Array(5).fill(value)),
          comparison.tensor('l', 1, 1),
        ];
        const [Y, targets] = [comparison.tensorOf('Y', 1, 5, new Array(5).fill(value)), comparison.ids(1, 5)];
        comparison.run((k, i) => k.softmaxLoss(P[i], losses[i], targets[i]));
        comparison.run((k, i) => k.logSoftmax(Y[i]));
        comparison.check(4e-7);
      }
    });

    it('in relative terms for small numbers: tanh of 1e-4 has seven digits', async () => {
      const { arena, activate } = await fresh();
      const y = arena.tensor(1, 5);
      arena.values(y).set([1e-4, -1e-3, 0.01, 0.1, 0.5]);
      const expected = Array.from(arena.values(y), Math.tanh);
      activate('tanh', y, y);
      for (const [i, value] of arena.values(y).entries()) {
        assert.ok(Math.abs(value / expected[i] - 1) < 4e-7, `${value} against ${expected[i]}`);
      }
    });

    it('with the same bits at every position of a row', async () => {
      const { arena, activate, matmul, matmulNT } = await fresh();
      const N = 37;
      const [y, C, A, B] = [arena.tensor(1, N), arena.tensor(1, N), arena.tensor(1, 9), arena.tensor(9, N)];
      arena.values(y).fill(0.7);
      activate('tanh', y, y);
      assert.equal(new Set(arena.values(y)).size, 1);
      arena.values(A).set(Array.from({ length: 9 }, (_, k) => 1 / (k + 1)));
      arena.values(B).fill(0.3);
      matmul(C, A, B);
      assert.equal(new Set(arena.values(C)).size, 1);
      const BT = arena.tensor(N, 9);
      arena.values(BT).fill(0.3);
      arena.values(C).fill(0.1);
      matmulNT(C, A, BT);
      assert.equal(new Set(arena.values(C)).size, 1);
    });

    it('with the same bits for the product of a column and a row as for products with more rows', async () => {
      const kernels = await fresh();
      const { arena } = kernels;
      fc.assert(
        fc.property(small, small, fc.nat(1e6), (M, N, seed) => {
          const random = (rows: number, columns: number) => {
            const tensor = arena.tensor(rows, columns);
            arena
              .values(tensor)
              .set(Array.from({ length: rows * columns }, (_, i) => Math.fround(Math.sin(seed + i))));
            return tensor;
          };
          const [C, D, A, B] = [random(M, N), random(M, N), random(2, M), random(2, N)];
          arena.values(arena.slice(A, 1, 1)).fill(0);
          kernels.matmulTN(C, A, B);
          kernels.matmulTN(D, arena.slice(A, 0, 1), arena.slice(B, 0, 1));
          assert.deepEqual(arena.values(D), arena.values(C));
        }),
      );
    });

    it('and ignore numbers beyond the end of a tensor', async () => {
      const { arena, matmulNT, squaredNorm } = await fresh();
      const [C, A, B, after] = [
        arena.tensor(1, 9),
        arena.tensor(1, 5),
        arena.tensor(9, 5),
        arena.tensor(1, 4),
      ];
      arena.values(A).fill(1);
      arena.values(B).fill(1);
      arena.values(after).fill(Number.NaN);
      matmulNT(C, A, B);
      assert.deepEqual([...arena.values(C)], new Array(9).fill(5));
      assert.equal(squaredNorm(B), 45);
    });

    it('for logits whose exponential overflows, at every position; NaN gives NaN', async () => {
      const { arena, softmaxLoss } = await fresh();
      // One whole SIMD vector and a remainder.
      const N = 7;
      const [P, losses, targets] = [arena.tensor(N + 1, N), arena.tensor(N + 1, 1), arena.ids(N + 1)];
      for (let r = 0; r < N; r++) arena.values(arena.slice(P, r, 1))[r] = 1000;
      arena.values(arena.slice(P, N, 1))[0] = Number.NaN;
      arena.idValues(targets).set(Array.from({ length: N }, (_, r) => (r + 1) % N));
      softmaxLoss(P, losses, targets);
      for (let r = 0; r < N; r++) {
        const oneHot = Array.from({ length: N }, (_, c) => (c === r ? 1 : 0));
        assert.deepEqual([...arena.values(arena.slice(P, r, 1))], oneHot);
      }
      assert.deepEqual([...arena.values(losses)], [...new Array(N).fill(1000), Number.NaN]);
    });

    it('in clipping infinite gradients and keeping NaN; they count neither NaN nor numbers beyond the end', async () => {
      const { arena, sgd } = await fresh();
      const [w, g, behind] = [arena.tensor(1, 6), arena.tensor(1, 6), arena.tensor(1, 8)];
      arena.values(behind).fill(99);
      arena.values(g).set([Number.POSITIVE_INFINITY, -9, Number.NaN, 5, 1, Number.NEGATIVE_INFINITY]);
      assert.equal(sgd({ w, g }, { rate: -1, limit: 5 }), 3);
      assert.deepEqual([...arena.values(w)], [5, -5, Number.NaN, 5, 1, -5]);
      assert.deepEqual([...arena.values(g)], [0, 0, 0, 0, 0, 0]);
      assert.deepEqual([...arena.values(behind)], new Array(8).fill(99));
    });

    it('in updating all nonzero ranges of a sparse gradient, and clip nothing with an infinite limit', async () => {
      const { arena, adagrad } = await fresh();
      const [w, g, m] = Array.from({ length: 3 }, () => arena.tensor(1, 1003));
      const indices = [0, 63, 64, 200, 517, 960, 1002];
      for (const i of indices) arena.values(g)[i] = 4;
      assert.equal(adagrad({ w, g, m }, { rate: 1, inside: 0, outside: 0, limit: Infinity }), 0);
      const moved = [...arena.values(w).entries()].filter(([, value]) => value === -1).map(([i]) => i);
      assert.deepEqual(moved, indices);
      assert.ok(arena.values(g).every(value => value === 0));
    });
  });
}

describe('choosing kernels', () => {
  const nothing = async () => undefined;

  it('falls back to the reference if there is no module', async () => {
    assert.equal((await chooseKernels('auto', nothing)).build, 'reference');
  });

  it('refuses a requested build that cannot run, and names the setting', async () => {
    await assert.rejects(chooseKernels('fma', nothing), (error: unknown) => {
      assert.ok(error instanceof UserError);
      assert.equal(error.setting, 'kernels.build');
      return true;
    });
  });

  it('selects a fast build automatically', async () => {
    assert.notEqual((await chooseKernels('auto', loadWasm)).build, 'reference');
  });

  it('aligns tensors to lines of the cache', async () => {
    const { arena } = await chooseKernels('auto', loadWasm);
    for (const columns of [1, 7, 16]) assert.equal(arena.tensor(3, columns).pointer % 64, 0);
  });

  it('names the settings to lower if a network does not fit into memory', async () => {
    const { arena } = await chooseKernels('auto', loadWasm);
    assert.throws(() => arena.tensor(40_000, 40_000), /needs more than \d+ MiB.*Lower model\.hidden/);
  });
});
