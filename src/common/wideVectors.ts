/**
 * V8 flag that merges two adjacent 128-bit vector operations into one 256-bit operation, with bit-identical
 * results. The flag is experimental and applies to a whole process, so only processes that do nothing but
 * train use it.
 */
export const WIDE_VECTORS = '--experimental-wasm-revectorize';

/**
 * Returns whether a V8 of this version (`process.versions.v8`) supports the flag: on x64, from the V8 of Node
 * 22 on.
 */
export function knowsWideVectors(architecture: string, version: string): boolean {
  return architecture === 'x64' && Number.parseInt(version, 10) >= 12;
}
