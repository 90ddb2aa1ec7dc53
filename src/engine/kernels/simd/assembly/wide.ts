export let wide = false;

/**
 * Sets whether V8 joins two adjacent vectors into one 256-bit vector on this machine. The module cannot
 * determine this itself. The results are bit-identical in both cases.
 */
export function useWideTiles(yes: bool): void {
  wide = yes;
}
