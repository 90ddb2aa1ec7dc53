import bytes from '../../../../media/vectors.wasm';
import type { VectorExports } from './exports';

let module: WebAssembly.Module | undefined;

/** Returns a new module that trains word vectors. Undefined if this machine cannot run the module. */
export function newVectorModule(): VectorExports | undefined {
  if (!WebAssembly.validate(bytes)) return undefined;
  module ??= new WebAssembly.Module(bytes);
  // The module is our own, so its exports are known.
  return new WebAssembly.Instance(module, {}).exports as unknown as VectorExports;
}
