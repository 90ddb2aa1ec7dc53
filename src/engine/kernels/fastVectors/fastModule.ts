import bytes from '../../../../media/vectors-shared.wasm';
import type { Operation } from '../parallel/threadPool';
import { type FastExports, type FastSettings, fastSettings } from './fastExports';

/** Returns the compiled module. Undefined if this machine cannot run it. */
export function fastModule(): WebAssembly.Module | undefined {
  return WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : undefined;
}

/** Instantiates the module for one thread. */
export function instantiateFast(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  settings: FastSettings,
): FastExports {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const wasm = exports as unknown as FastExports; // the module is our own, so its exports are known
  for (const name of fastSettings) wasm[name].value = settings[name];
  return wasm;
}

/** Index of the operation that all threads share. */
export const TRAIN = 0;

/** Returns the operations by their indices. */
export function operationsOf(wasm: FastExports): readonly Operation[] {
  return [
    count => {
      wasm.trainRounds(count);
      return 0;
    },
  ];
}
