/**
 * V8 can make one 256-bit vector of two neighbouring 128-bit ones, to the same bits. The flag is experimental and holds
 * for a whole process, so it belongs in one that only trains.
 */
export const WIDE_VECTORS = '--experimental-wasm-revectorize';

/** Whether a V8 of this version (`process.versions.v8`) knows the flag: on x64, since that of Node 22. */
export function knowsWideVectors(architecture: string, version: string): boolean {
  return architecture === 'x64' && Number.parseInt(version, 10) >= 12;
}
