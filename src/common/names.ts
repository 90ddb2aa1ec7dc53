/**
 * Turns a name into a file name that is valid on every platform. Returns `otherwise` if no valid character is
 * left.
 */
export function fileName(name: string, otherwise: string): string {
  const safe = name
    .replace(/[^\p{L}\p{M}\p{N} ._()·-]+/gu, ' ')
    .replace(/^[ .]+|[ .]+$/g, '')
    .slice(0, 80)
    .trim();
  return safe === '' ? otherwise : safe;
}

/**
 * Removes the number at the end of a run's name: `hamlet.txt 2` becomes `hamlet.txt`. A copy can then be
 * named `hamlet.txt 3` instead of `hamlet.txt 2 2`.
 */
export const withoutNumber = (name: string) => name.replace(/(?<=\S) \d+$/, '');

/** Returns the first of the names `hamlet.txt`, `hamlet.txt 2`, `hamlet.txt 3` ... that is not taken. */
export function freeName(name: string, isTaken: (name: string) => boolean): string {
  let free = name;
  for (let n = 2; isTaken(free); n++) free = `${name} ${n}`;
  return free;
}
