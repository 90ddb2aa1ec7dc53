import type { Arena, Tensor } from '../../core/tensor';
import type { Kernels, Product } from '../kernels';
import type { Exports } from './exports';

/** Fewer rows than this are not worth packing B for. */
const FEW = 4;
const FLOAT = 4;
/** Numbers in a vector. */
const VECTOR = 4;
/** Columns of a packed panel, which are filled up with zeros. */
const PANEL = 8;

type ProductKernels = Pick<Kernels, 'matmul' | 'matmulNT' | 'matmulTN' | 'packedProduct'>;

/** The three forms of C += A B are one routine with other strides; a few rows have a way of their own. */
export function productKernels(wasm: Exports, arena: Arena): ProductKernels {
  return {
    matmul({ pointer: C, rows: M, columns: N }, { pointer: A, columns: K }, { pointer: B }) {
      if (M >= FEW) wasm.gemm(C, A, B, M, N, K, K, 1, N, 1, N);
      else for (let i = 0; i < M; i++) wasm.rowTimesMatrix(C + FLOAT * i * N, A + FLOAT * i * K, B, N, K, N);
    },

    matmulNT({ pointer: C, rows: M, columns: N }, { pointer: A, columns: K }, { pointer: B }) {
      if (M >= FEW) wasm.gemm(C, A, B, M, N, K, K, 1, 1, K, N);
      else for (let i = 0; i < M; i++) wasm.rowTimesTransposed(C + FLOAT * i * N, A + FLOAT * i * K, B, N, K);
    },

    matmulTN({ pointer: C, rows: M, columns: N }, { pointer: A, rows: K }, { pointer: B }) {
      wasm.gemm(C, A, B, M, N, K, 1, M, N, 1, N);
    },

    packedProduct: (W, M) => (M < FEW ? fewRowsProduct(wasm, arena, W) : tiledProduct(wasm, arena, W)),
  };
}

/** A copy in another layout, made when it is first needed after the original changed: reading never needs Wᵀ. */
function copyOnDemand(pointer: number, make: (pointer: number) => void) {
  let isStale = true;
  return {
    discard() {
      isStale = true;
    },
    fresh() {
      if (isStale) make(pointer);
      isStale = false;
      return pointer;
    },
  };
}

/** W as it is and Wᵀ laid out beside it, so that both directions go along rows. */
function fewRowsProduct(wasm: Exports, arena: Arena, { pointer, rows: K, columns: N }: Tensor): Product {
  const width = VECTOR * Math.ceil(K / VECTOR);
  const transposed = copyOnDemand(arena.tensor(N, width).pointer, to =>
    wasm.packPanels(to, pointer, K, N, N, 1, width),
  );
  return {
    refresh: transposed.discard,
    times(C, A) {
      for (let i = 0; i < C.rows; i++) {
        wasm.rowTimesMatrix(C.pointer + FLOAT * i * N, A.pointer + FLOAT * i * K, pointer, N, K, N);
      }
    },
    timesTransposed(C, A) {
      const Wt = transposed.fresh();
      for (let i = 0; i < C.rows; i++) {
        wasm.rowTimesMatrix(C.pointer + FLOAT * i * K, A.pointer + FLOAT * i * N, Wt, K, N, width);
      }
    },
  };
}

/** W and Wᵀ laid out as the tiles read them, once for all steps of a window. */
function tiledProduct(wasm: Exports, arena: Arena, { pointer, rows: K, columns: N }: Tensor): Product {
  const packed = copyOnDemand(arena.tensor(K, PANEL * Math.ceil(N / PANEL)).pointer, to =>
    wasm.pack(to, pointer, K, N, N, 1),
  );
  const transposed = copyOnDemand(arena.tensor(N, PANEL * Math.ceil(K / PANEL)).pointer, to =>
    wasm.pack(to, pointer, N, K, 1, N),
  );
  return {
    refresh() {
      packed.discard();
      transposed.discard();
    },
    times: (C, A) => wasm.gemmPacked(C.pointer, A.pointer, packed.fresh(), C.rows, N, K, N),
    timesTransposed: (C, A) => wasm.gemmPacked(C.pointer, A.pointer, transposed.fresh(), C.rows, K, N, K),
  };
}
