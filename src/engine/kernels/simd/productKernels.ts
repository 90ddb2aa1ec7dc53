import type { Arena, Tensor } from '../../core/tensor';
import type { Kernels, Product } from '../kernels';
import type { WasmExports } from './exports';

/** Minimum number of rows for which packing B is worth the time. */
const FEW_ROWS = 4;
const FLOAT = 4;
/** Elements of a vector. */
const VECTOR = 4;
/** Columns of a packed panel, padded with zeros. */
const PANEL = 8;

type ProductKernels = Pick<Kernels, 'matmul' | 'matmulNT' | 'matmulTN' | 'packedProduct'>;

/** All three forms of C += A B are one routine with different strides. Few rows have their own routine. */
export function productKernels(wasm: WasmExports, arena: Arena): ProductKernels {
  return {
    matmul({ pointer: C, rows: M, columns: N }, { pointer: A, columns: K }, { pointer: B }) {
      if (M >= FEW_ROWS) wasm.gemm(C, A, B, M, N, K, K, 1, N, 1, N);
      else for (let i = 0; i < M; i++) wasm.rowTimesMatrix(C + FLOAT * i * N, A + FLOAT * i * K, B, N, K, N);
    },

    matmulNT({ pointer: C, rows: M, columns: N }, { pointer: A, columns: K }, { pointer: B }) {
      if (M >= FEW_ROWS) wasm.gemm(C, A, B, M, N, K, K, 1, 1, K, N);
      else for (let i = 0; i < M; i++) wasm.rowTimesTransposed(C + FLOAT * i * N, A + FLOAT * i * K, B, N, K);
    },

    matmulTN({ pointer: C, rows: M, columns: N }, { pointer: A, rows: K }, { pointer: B }) {
      wasm.gemm(C, A, B, M, N, K, 1, M, N, 1, N);
    },

    packedProduct: (W, M) => (M < FEW_ROWS ? fewRowsProduct(wasm, arena, W) : tiledProduct(wasm, arena, W)),
  };
}

/**
 * Manages a copy of W in another layout, which is made at the first use after W changed. Scoring never uses
 * Wᵀ, so it never makes that copy.
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

/** For few rows: uses W itself and a copy of Wᵀ, so that both directions read along rows. */
function fewRowsProduct(wasm: WasmExports, arena: Arena, { pointer, rows: K, columns: N }: Tensor): Product {
  const paddedK = VECTOR * Math.ceil(K / VECTOR);
  const transposed = copyOnDemand(arena.tensor(N, paddedK).pointer, to =>
    wasm.packPanels(to, pointer, K, N, N, 1, paddedK),
  );
  return {
    refresh: transposed.invalidate,
    times(C, A) {
      for (let i = 0; i < C.rows; i++) {
        wasm.rowTimesMatrix(C.pointer + FLOAT * i * N, A.pointer + FLOAT * i * K, pointer, N, K, N);
      }
    },
    timesTransposed(C, A) {
      const Wt = transposed.get();
      for (let i = 0; i < C.rows; i++) {
        wasm.rowTimesMatrix(C.pointer + FLOAT * i * K, A.pointer + FLOAT * i * N, Wt, K, N, paddedK);
      }
    },
  };
}

/** For many rows: copies W and Wᵀ into the layout that the tiles read, once per window. */
function tiledProduct(wasm: WasmExports, arena: Arena, { pointer, rows: K, columns: N }: Tensor): Product {
  const packed = copyOnDemand(arena.tensor(K, PANEL * Math.ceil(N / PANEL)).pointer, to =>
    wasm.pack(to, pointer, K, N, N, 1),
  );
  const transposed = copyOnDemand(arena.tensor(N, PANEL * Math.ceil(K / PANEL)).pointer, to =>
    wasm.pack(to, pointer, N, K, 1, N),
  );
  return {
    refresh() {
      packed.invalidate();
      transposed.invalidate();
    },
    times: (C, A) => wasm.gemmPacked(C.pointer, A.pointer, packed.get(), C.rows, N, K, N),
    timesTransposed: (C, A) => wasm.gemmPacked(C.pointer, A.pointer, transposed.get(), C.rows, K, N, K),
  };
}
