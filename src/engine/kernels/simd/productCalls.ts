import type { WasmExports } from './exports';

type Numbers<Name extends string> = { readonly [name in Name]: number };

/**
 * Returns the matrix products of a module with their arguments by name. `exports.ts` describes the arguments.
 */
export function productCalls(wasm: WasmExports) {
  return {
    gemm: (p: Numbers<'C' | 'A' | 'B' | 'M' | 'N' | 'K' | 'ai' | 'ak' | 'bk' | 'bj' | 'stride'>) =>
      wasm.gemm(p.C, p.A, p.B, p.M, p.N, p.K, p.ai, p.ak, p.bk, p.bj, p.stride),

    packPanels: (p: Numbers<'to' | 'X' | 'I' | 'K' | 'across' | 'along' | 'width'>) =>
      wasm.packPanels(p.to, p.X, p.I, p.K, p.across, p.along, p.width),

    pack: (p: Numbers<'packed' | 'B' | 'K' | 'N' | 'bk' | 'bj'>) =>
      wasm.pack(p.packed, p.B, p.K, p.N, p.bk, p.bj),

    gemmPacked: (p: Numbers<'C' | 'A' | 'packed' | 'M' | 'N' | 'K' | 'stride'>) =>
      wasm.gemmPacked(p.C, p.A, p.packed, p.M, p.N, p.K, p.stride),

    rowTimesMatrix: (p: Numbers<'c' | 'a' | 'B' | 'N' | 'K' | 'stride'>) =>
      wasm.rowTimesMatrix(p.c, p.a, p.B, p.N, p.K, p.stride),
  };
}

export type ProductCalls = ReturnType<typeof productCalls>;
