/**
 * V8 can make one 256-bit vector of two neighbouring 128-bit ones. The flag is experimental and holds for a whole
 * process, so it belongs in one that only trains; V8 has it on x64 alone.
 */
export const WIDE_VECTORS = '--experimental-wasm-revectorize';

/** Whether this process, or the one that this thread belongs to, was started with the flag. */
export function hasWideVectors(): boolean {
  return process.execArgv.includes(WIDE_VECTORS);
}
