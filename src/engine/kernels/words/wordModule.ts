import bytes from '../../../../media/words.wasm';
import type { WordExports } from './exports';

let module: WebAssembly.Module | undefined;

/**
 * Returns a new instance of the module that replaces words by numbers. Its table of words is empty. Undefined
 * if this machine cannot run the module.
 */
export function newWordModule(): WordExports | undefined {
  if (!WebAssembly.validate(bytes)) return undefined;
  module ??= new WebAssembly.Module(bytes);
  // The module is our own, so its exports are known.
  return new WebAssembly.Instance(module, {}).exports as unknown as WordExports;
}
