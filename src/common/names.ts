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

/** Returns `hamlet.txt` for `hamlet.txt 2`, so that another run is named `hamlet.txt 3`. */
export const withoutNumber = (name: string) => name.replace(/(?<=\S) \d+$/, '');

/** Returns the first free name of `hamlet.txt`, `hamlet.txt 2` ... */
export function freeName(name: string, isTaken: (name: string) => boolean): string {
  let free = name;
  for (let n = 2; isTaken(free); n++) free = `${name} ${n}`;
  return free;
}
