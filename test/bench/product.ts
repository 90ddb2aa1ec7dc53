// `node dist/test/bench/product.js FORM M N K`: a program for the bench (see lib/side.ts) that multiplies
// matrices.
import type { Kernels } from '../../src/engine/kernels/kernels';
import { prepareProduct } from '../../src/engine/kernels/product';
import { loadKernels } from '../../src/workers/ports';
import { serveLaps } from './lib/laps';
import type { Form, Shape } from './works/products';

/** Returns a function that multiplies matrices in the arena, as the training loop does. */
function product(kernels: Kernels, form: Form, { M, N, K }: Shape): () => void {
  const { arena } = kernels;
  const A = form === 'matmulTN' ? arena.tensor(K, M) : arena.tensor(M, K);
  const B = form === 'matmulNT' ? arena.tensor(N, K) : arena.tensor(K, N);
  const C = arena.tensor(M, N);
  for (const tensor of [A, B]) arena.values(tensor).fill(1e-3);
  if (form !== 'product') return () => kernels[form](C, A, B);
  const packed = prepareProduct(kernels, B, M);
  packed.refresh();
  return () => packed.times(C, A);
}

async function main([form, ...sizes]: readonly string[]): Promise<void> {
  const kernels = await loadKernels('media', 'auto');
  const [M, N, K] = sizes.map(Number);
  // `products.ts` always passes a valid form.
  const multiply = product(kernels, form as Form, { M, N, K });
  await serveLaps(kernels.build, () => {
    multiply();
    return 0;
  });
}

void main(process.argv.slice(2));
