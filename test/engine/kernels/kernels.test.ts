import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Activation, Kernels } from '../../../src/engine/kernels/kernels';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import { chooseKernels } from '../../../src/engine/kernels/select';
import { UserError } from '../../../src/protocol/userError';
import { loadWasm } from '../support/kernels';
import { cases, type Sizes } from './cases';
import { Comparison } from './comparison';

const small = fc.integer({ min: 0, max: 40 });
const sizes = fc.record({ M: small, N: small, K: small });
/** Beyond every block of the matrix product: 6 x 8 tiles, 72 rows, 512 columns, depth 256. */
const large: readonly Sizes[] = [
  { M: 1, N: 101, K: 515 },
  { M: 3, N: 67, K: 33 },
  { M: 75, N: 521, K: 261 },
];

/** Two modules of their own, for a machine that may lack relaxed SIMD. */
async function open(context: Mocha.Context, build: 'simd' | 'fma'): Promise<() => Promise<Kernels>> {
  try {
    await chooseKernels(build, loadWasm);
  } catch (error) {
    if (build === 'simd' || !(error instanceof UserError)) throw error;
    context.skip(); // this Node has no relaxed SIMD; VS Code's has, and the suite runs there too
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
      it(`${name}, over random shapes`, async () => {
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

    it('activations at their extremes', async () => {
      const [oracle, tested] = [referenceKernels(), await fresh()];
      const values = [0, -0, 1e-30, -1e-6, 1e-4, 0.39999, 0.4, 5, -20, 80, -80, 88.8, -100, 1e30, -1e30];
      values.push(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN);
      for (const f of ['tanh', 'logistic', 'relu', 'elu'] satisfies Activation[]) {
        const comparison = new Comparison(oracle, tested, 1);
        const y = comparison.tensorOf(f, 1, values.length, Float32Array.from(values));
        comparison.run((k, i) => k.activate(f, y[i], y[i]));
        comparison.check(4e-7);
      }
    });

    it('keeps small numbers relatively exact: tanh of 1e-4 has seven digits', async () => {
      const { arena, activate } = await fresh();
      const y = arena.tensor(1, 5);
      arena.values(y).set([1e-4, -1e-3, 0.01, 0.1, 0.5]);
      const expected = Array.from(arena.values(y), Math.tanh);
      activate('tanh', y, y);
      for (const [i, value] of arena.values(y).entries()) {
        assert.ok(Math.abs(value / expected[i] - 1) < 4e-7, `${value} against ${expected[i]}`);
      }
    });

    it('gives a number the same bits wherever it stands in a row', async () => {
      const { arena, activate, matmul } = await fresh();
      const N = 37;
      const [y, C, A, B] = [arena.tensor(1, N), arena.tensor(1, N), arena.tensor(1, 9), arena.tensor(9, N)];
      arena.values(y).fill(0.7);
      activate('tanh', y, y);
      assert.equal(new Set(arena.values(y)).size, 1);
      arena.values(A).set(Array.from({ length: 9 }, (_, k) => 1 / (k + 1)));
      arena.values(B).fill(0.3);
      matmul(C, A, B);
      assert.equal(new Set(arena.values(C)).size, 1);
    });

    it('takes what lies beyond a tensor for nothing', async () => {
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

    it('softmax survives logits that overflow an exponential, and reports NaN', async () => {
      const { arena, softmaxLoss } = await fresh();
      const [P, losses, targets] = [arena.tensor(2, 5), arena.tensor(2, 1), arena.ids(2)];
      arena.values(P).set([1000, -1000, 0, 0, 0, Number.NaN, 0, 0, 0, 0]);
      arena.idValues(targets).set([1, 0]);
      softmaxLoss(P, losses, targets);
      assert.equal(arena.values(losses)[0], 2000);
      assert.ok(Number.isNaN(arena.values(losses)[1]));
      assert.deepEqual([...arena.values(P).subarray(0, 5)], [1, 0, 0, 0, 0]);
    });

    it('clips infinities and leaves NaN', async () => {
      const { arena, clip } = await fresh();
      const g = arena.tensor(1, 6);
      arena.values(g).set([Number.POSITIVE_INFINITY, -9, Number.NaN, 5, 1, Number.NEGATIVE_INFINITY]);
      assert.equal(clip(g, 5), 3);
      assert.deepEqual([...arena.values(g)], [5, -5, Number.NaN, 5, 1, -5]);
    });
  });
}

describe('choosing kernels', () => {
  const nothing = async () => undefined;

  it('falls back to the reference where there is no module', async () => {
    assert.equal((await chooseKernels('auto', nothing)).build, 'reference');
  });

  it('refuses a build by name that cannot run, naming the setting', async () => {
    await assert.rejects(chooseKernels('fma', nothing), (error: unknown) => {
      assert.ok(error instanceof UserError);
      assert.equal(error.setting, 'elman.kernels.build');
      return true;
    });
  });

  it('takes a fast build by itself', async () => {
    assert.notEqual((await chooseKernels('auto', loadWasm)).build, 'reference');
  });

  it('says what to lower when a network is larger than memory', async () => {
    const { arena } = await chooseKernels('auto', loadWasm);
    assert.throws(() => arena.tensor(40_000, 40_000), /needs more than \d+ MiB.*elman\.model\.hidden/);
  });
});
