import bytes from '../../../../media/words.wasm';
import type { WordExports } from './exports';

let module: WebAssembly.Module | undefined;

/** Returns a new, empty module that numbers words. Undefined if this machine cannot run it. */
export function newWordModule(): WordExports | undefined {
  if (!WebAssembly.validate(bytes)) return undefined;
  module ??= new WebAssembly.Module(bytes);
  return new WebAssembly.Instance(module, {}).exports as unknown as WordExports; // our own module
}
