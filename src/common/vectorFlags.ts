/**
 * V8 flag that merges two adjacent 128-bit vector operations into one 256-bit operation, with bit-identical
 * results. The flag is experimental and applies to a whole process, so only processes that do nothing but
 * train use it.
 */
export const WIDE_VECTORS = '--experimental-wasm-revectorize';

/**
 * V8 flag that permits the kernels with fused multiply-add (relaxed SIMD). From V8 11.4 on, they need no flag.
 */
const MULTIPLY_ADD = '--experimental-wasm-relaxed-simd';

/**
 * Returns whether a V8 of this version (`process.versions.v8`) supports vectors of 256 bits: on x64, from the
 * V8 of Node 22 on.
 */
export function knowsWideVectors(architecture: string, version: string): boolean {
  return architecture === 'x64' && Number.parseInt(version, 10) >= 12;
}

/** Returns the flag that the kernels with fused multiply-add need: in the V8 of Node 20, 11.3. Else undefined. */
export function multiplyAddFlag(version: string): string | undefined {
  return version.startsWith('11.3.') ? MULTIPLY_ADD : undefined;
}

/** Returns the flags with which a process trains fastest. */
export function vectorFlags(architecture: string, version: string): string[] {
  const flag = multiplyAddFlag(version);
  return [...(flag ? [flag] : []), ...(knowsWideVectors(architecture, version) ? [WIDE_VECTORS] : [])];
}
