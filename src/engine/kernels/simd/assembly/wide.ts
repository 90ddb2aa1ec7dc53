export let wide = false;

/**
 * Sets whether V8 joins two adjacent vectors into one 256-bit vector on this machine, which the module cannot
 * determine itself. The bits of the results are the same either way.
 */
export function useWideTiles(yes: bool): void {
  wide = yes;
}
