import { setFlagsFromString } from 'node:v8';

/**
 * Lets V8 make one vector of 256 bits of two neighbouring ones of 128 in what it compiles from now on; the bits of the
 * results are the same. It is an experiment of V8's, from version 12 on and for x64, and holds for the whole process:
 * never call it in the extension host.
 */
export function useWideVectors(): void {
  const version = Number.parseInt(process.versions.v8, 10);
  if (process.arch === 'x64' && version >= 12) setFlagsFromString('--experimental-wasm-revectorize');
}
