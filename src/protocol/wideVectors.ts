/**
 * V8 can make one 256-bit vector of two neighbouring 128-bit ones, to the same bits. The flag is experimental and holds
 * for a whole process, so it belongs in one that only trains; V8 has it on x64 alone.
 */
export const WIDE_VECTORS = '--experimental-wasm-revectorize';
