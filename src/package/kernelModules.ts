import fma from '../../media/kernels-fma.wasm';
import simd from '../../media/kernels-simd.wasm';
import type { LoadModule } from '../engine/kernels/select';

const modules: Readonly<Record<string, Uint8Array<ArrayBuffer>>> = {
  'kernels-fma.wasm': fma,
  'kernels-simd.wasm': simd,
};

/** Returns the compiled kernels, which are embedded in the program when it is built. */
export const kernelModule: LoadModule = async file => modules[file];
