import bytes from '../../../../media/vectors.wasm';
import type { VectorExports } from './exports';

let module: WebAssembly.Module | undefined;

/** Returns a new module that trains word vectors. Undefined if this machine cannot run it. */
export function newVectorModule(): VectorExports | undefined {
  if (!WebAssembly.validate(bytes)) return undefined;
  module ??= new WebAssembly.Module(bytes);
  return new WebAssembly.Instance(module, {}).exports as unknown as VectorExports; // our own module
}
