// node scripts/run.mjs bench/kernels: GFLOP/s of the matrix products, for every build that this Node runs.
import { cpus } from 'node:os';
import type { Tensor } from '../../src/engine/core/tensor';
import type { Kernels } from '../../src/engine/kernels/kernels';
import { availableKernels } from '../engine/support/kernels';

type Form = 'matmul' | 'matmulNT' | 'matmulTN';

interface Shape {
  readonly form: Form;
  readonly M: number;
  readonly N: number;
  readonly K: number;
}

/** What min-char-rnn's defaults need, then larger networks in batches. */
const shapes: readonly Shape[] = [
  { form: 'matmul', M: 1, N: 100, K: 100 },
  { form: 'matmulNT', M: 1, N: 100, K: 100 },
  { form: 'matmul', M: 25, N: 65, K: 100 },
  { form: 'matmulNT', M: 25, N: 100, K: 65 },
  { form: 'matmulTN', M: 100, N: 65, K: 25 },
  { form: 'matmul', M: 2048, N: 256, K: 256 },
  { form: 'matmulNT', M: 2048, N: 256, K: 256 },
  { form: 'matmulTN', M: 256, N: 256, K: 2048 },
  { form: 'matmul', M: 512, N: 512, K: 512 },
];
const ROUNDS = 5;
const ROUND_SECONDS = 0.1;

function operands({ arena }: Kernels, { form, M, N, K }: Shape): [Tensor, Tensor, Tensor] {
  const A = form === 'matmulTN' ? arena.tensor(K, M) : arena.tensor(M, K);
  const B = form === 'matmulNT' ? arena.tensor(N, K) : arena.tensor(K, N);
  const C = arena.tensor(M, N);
  for (const tensor of [A, B]) arena.values(tensor).fill(1e-3);
  return [C, A, B];
}

/** The best of a few rounds: what the machine's other work did not disturb. */
function gigaflops(kernels: Kernels, shape: Shape): number {
  const [C, A, B] = operands(kernels, shape);
  const flops = 2 * shape.M * shape.N * shape.K;
  const calls = Math.max(1, Math.ceil(1e7 / flops)); // looking at the clock must cost nothing
  const rates = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    let done = 0;
    let seconds = 0;
    for (; seconds < ROUND_SECONDS; seconds = (performance.now() - start) / 1000) {
      for (let i = 0; i < calls; i++) kernels[shape.form](C, A, B);
      done += calls;
    }
    return (done * flops) / seconds / 1e9;
  });
  return Math.max(...rates);
}

async function main(): Promise<void> {
  console.log(`${cpus()[0].model}, Node ${process.versions.node}; one thread, GFLOP/s`);
  for (const kernels of await availableKernels()) {
    for (const shape of shapes) {
      const { form, M, N, K } = shape;
      const name = `${kernels.build}  ${form.padEnd(8)}  M ${M}, N ${N}, K ${K}`;
      console.log(`${name.padEnd(42)}${gigaflops(kernels, shape).toFixed(1).padStart(6)}`);
    }
  }
}

void main();
