import bytes from '../../../../media/numbers.wasm';
import type { NumberExports } from './exports';

let module: WebAssembly.Module | undefined;

/** Returns a new instance of the module of float64 numbers. Undefined if this machine cannot run the module. */
export function newNumberModule(): NumberExports | undefined {
  if (!WebAssembly.validate(bytes)) return undefined;
  module ??= new WebAssembly.Module(bytes);
  // The module is our own, so its exports are known.
  return new WebAssembly.Instance(module, {}).exports as unknown as NumberExports;
}
