import { MR, NR } from './tile';

/**
 * Block sizes in elements. A block of B (KC x NC, 512 KiB) remains in the L2 cache while it is multiplied by
 * one block of A (MC x KC, 64 KiB) after another.
 */
export const KC: usize = 256;
export const NC: usize = 512;
export const MC: usize = 64;

const A_SIZE: usize = 4 * MC * KC;
const B_SIZE: usize = 4 * NC * KC;
const TILE_SIZE: usize = 4 * MR * 2 * NR;

/** Number of bytes of scratch memory per thread. */
export const SCRATCH: usize = A_SIZE + B_SIZE + TILE_SIZE;

/**
 * Address of the packed block of A. By default, the scratch memory is at the start of the heap. As data of
 * the module, its zeros would make the file of the module larger. Helper threads use other addresses.
 */
export let packedA: usize = (__heap_base + 63) & ~63;
export let packedB: usize = packedA + A_SIZE;
export let tile: usize = packedB + B_SIZE;
export const heapStart: usize = packedA + SCRATCH;

/**
 * Makes the calling thread use the scratch memory at address `at`, for which `SCRATCH` bytes must be
 * reserved.
 */
export function useScratch(at: usize): void {
  packedA = at;
  packedB = packedA + A_SIZE;
  tile = packedB + B_SIZE;
}
