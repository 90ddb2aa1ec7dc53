export let wide = false;

/** Whether two neighbouring vectors are one to this machine, which the host must know. The bits are the same. */
export function useWideTiles(yes: bool): void {
  wide = yes;
}
