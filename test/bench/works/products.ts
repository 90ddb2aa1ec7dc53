import { peerName, type Work } from '../lib/compare';
import type { Machine } from '../lib/machine';

/**
 * The forms of matrix products. `product` is `matmul` with B packed in advance, as the recurrent weights are
 * in a window.
 */
export type Form = 'matmul' | 'matmulNT' | 'matmulTN' | 'product';

/** The sizes of C [M, N] += A [M, K] B [K, N], where A or B may be stored transposed. */
export interface Shape {
  readonly M: number;
  readonly N: number;
  readonly K: number;
}

/**
 * The products in a training: for one step, for the outputs of a window, and for the gradients of the
 * weights.
 */
const shapes: readonly (readonly [what: string, form: Form, M: number, N: number, K: number])[] = [
  ['a step of one stream, hidden 100', 'product', 1, 100, 100],
  ['outputs of a window, hidden 100', 'matmul', 25, 65, 100],
  ['a step, Elman 256', 'product', 32, 256, 256],
  ['a step, Elman 512', 'product', 32, 512, 512],
  ['a step, LSTM 256', 'product', 32, 1024, 256],
  ['a step, LSTM 512', 'product', 32, 2048, 512],
  ['outputs of a window, hidden 512', 'matmul', 2048, 65, 512],
  ['errors of a window, hidden 512', 'matmulNT', 2048, 512, 65],
  ['gradients, Elman 256', 'matmulTN', 256, 256, 2048],
  ['gradients, Elman 512', 'matmulTN', 512, 512, 2048],
  ['gradients, LSTM 512', 'matmulTN', 512, 2048, 2048],
];

/** The products that `--quick` measures. */
const TYPICAL: readonly string[] = ['a step, LSTM 512', 'gradients, LSTM 512'];

/** The goal for every shape with the build `fma`, in GFLOP/s. */
const GOAL = 50;

/** Compares our kernels alone with the machine's own sgemm. */
export function products(machine: Machine): Work[] {
  return shapes.map(([what, form, M, N, K]) => {
    const sizes = [M, N, K].map(String);
    const theirs = form === 'product' ? 'matmul' : form;
    return {
      isVariant: !TYPICAL.includes(what),
      name: `${form} [${M}, ${K}] [${K}, ${N}]: ${what}`,
      unit: 'GFLOP/s',
      amount: (2 * M * N * K) / 1e9,
      ours: machine.ours('dist/test/bench/product.js', [form, ...sizes]),
      peers: (['one', 'default'] as const).map(threads => ({
        name: peerName('numpy', threads),
        program: machine.python({
          module: 'numpy',
          program: 'product.py',
          args: [theirs, ...sizes],
          threads,
        }),
        // A product with one row has no goal, because the memory limits its speed.
        goal: M > 1 && threads === 'one' ? GOAL : undefined,
      })),
    };
  });
}
