import type { Arena, Tensor } from '../../core/tensor';
import type { Kernels, Product } from '../kernels';
import type { WasmExports } from './exports';
import { type ProductCalls, productCalls } from './productCalls';

/** Minimum number of rows of A for which packing B into panels saves time. */
const FEW_ROWS = 4;
const FLOAT = 4;
/** Number of elements of a WebAssembly vector. */
const VECTOR = 4;
/** Number of columns of a packed panel. The module pads blocks to whole panels. */
const PANEL = 8;

type ProductKernels = Pick<Kernels, 'matmul' | 'matmulNT' | 'matmulTN' | 'packedProduct'>;

/**
 * Returns the three forms of C += A B (neither, the second or the first matrix transposed). All three call
 * one routine with different strides, except products with few rows, which have routines of their own.
 */
export function productKernels(wasm: WasmExports, arena: Arena): ProductKernels {
  const calls = productCalls(wasm);
  return {
    matmul({ pointer: C, rows: M, columns: N }, { pointer: A, columns: K }, { pointer: B }) {
      if (M >= FEW_ROWS) calls.gemm({ C, A, B, M, N, K, ai: K, ak: 1, bk: N, bj: 1, stride: N });
      else rowsTimesMatrix(calls, { C, A, B, M, N, K, stride: N });
    },

    matmulNT({ pointer: C, rows: M, columns: N }, { pointer: A, columns: K }, { pointer: B }) {
      if (M >= FEW_ROWS) calls.gemm({ C, A, B, M, N, K, ai: K, ak: 1, bk: 1, bj: K, stride: N });
      else for (let i = 0; i < M; i++) wasm.rowTimesTransposed(C + FLOAT * i * N, A + FLOAT * i * K, B, N, K);
    },

    matmulTN({ pointer: C, rows: M, columns: N }, { pointer: A, rows: K }, { pointer: B }) {
      if (K === 1) wasm.outerProduct(C, A, B, M, N);
      else calls.gemm({ C, A, B, M, N, K, ai: 1, ak: M, bk: N, bj: 1, stride: N });
    },

    packedProduct: (W, M) => (M < FEW_ROWS ? fewRowsProduct(calls, arena, W) : tiledProduct(calls, arena, W)),
  };
}

/** Computes C [M, N] += A [M, K] B [K, N] for each row of A separately. `stride` is between the rows of B. */
function rowsTimesMatrix(
  calls: ProductCalls,
  { C, A, B, M, N, K, stride }: { readonly [name in 'C' | 'A' | 'B' | 'M' | 'N' | 'K' | 'stride']: number },
): void {
  for (let i = 0; i < M; i++) {
    calls.rowTimesMatrix({ c: C + FLOAT * i * N, a: A + FLOAT * i * K, B, N, K, stride });
  }
}

/**
 * Returns an object that manages a copy of W in another layout. The copy is made when it is first needed
 * after a change of W. It may never be needed: scoring, for example, needs no copy of Wᵀ.
 */
function copyOnDemand(pointer: number, make: (pointer: number) => void) {
  let isStale = true;
  return {
    invalidate() {
      isStale = true;
    },
    get() {
      if (isStale) make(pointer);
      isStale = false;
      return pointer;
    },
  };
}

/**
 * Prepares products for few rows of A. Uses W itself and a transposed copy. Products with W and with Wᵀ can
 * then both read along rows, without packing.
 */
function fewRowsProduct(calls: ProductCalls, arena: Arena, W: Tensor): Product {
  const { pointer, rows: K, columns: N } = W;
  const width = VECTOR * Math.ceil(K / VECTOR);
  const transposed = copyOnDemand(arena.tensor(N, width).pointer, to =>
    calls.packPanels({ to, X: pointer, I: K, K: N, across: N, along: 1, width }),
  );
  return {
    refresh: transposed.invalidate,
    times: ({ pointer: C, rows: M }, { pointer: A }) =>
      rowsTimesMatrix(calls, { C, A, B: pointer, M, N, K, stride: N }),
    timesTransposed: ({ pointer: C, rows: M }, { pointer: A }) =>
      rowsTimesMatrix(calls, { C, A, B: transposed.get(), M, N: K, K: N, stride: width }),
  };
}

/**
 * Prepares products for many rows of A. Copies W and Wᵀ into the panels that the product routine reads, once
 * per window.
 */
function tiledProduct(calls: ProductCalls, arena: Arena, W: Tensor): Product {
  const { pointer: B, rows: K, columns: N } = W;
  const packed = copyOnDemand(arena.tensor(K, PANEL * Math.ceil(N / PANEL)).pointer, to =>
    calls.pack({ packed: to, B, K, N, bk: N, bj: 1 }),
  );
  const transposed = copyOnDemand(arena.tensor(N, PANEL * Math.ceil(K / PANEL)).pointer, to =>
    calls.pack({ packed: to, B, K: N, N: K, bk: 1, bj: N }),
  );
  return {
    refresh() {
      packed.invalidate();
      transposed.invalidate();
    },
    times: ({ pointer: C, rows: M }, { pointer: A }) =>
      calls.gemmPacked({ C, A, packed: packed.get(), M, N, K, stride: N }),
    timesTransposed: ({ pointer: C, rows: M }, { pointer: A }) =>
      calls.gemmPacked({ C, A, packed: transposed.get(), M, N: K, K: N, stride: K }),
  };
}
