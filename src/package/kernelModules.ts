import fma from '../../media/kernels-fma.wasm';
import simd from '../../media/kernels-simd.wasm';
import type { LoadModule } from '../engine/kernels/select';

const modules: Readonly<Record<string, Uint8Array<ArrayBuffer>>> = {
  'kernels-fma.wasm': fma,
  'kernels-simd.wasm': simd,
};

/** Returns the compiled kernels, which the build embeds in the program. */
export const kernelModule: LoadModule = async file => modules[file];
