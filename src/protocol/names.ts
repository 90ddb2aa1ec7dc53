/** What a file of this name is called on any disk: letters, digits and a few signs, `otherwise` if none is left. */
export function fileName(name: string, otherwise: string): string {
  const safe = name
    .replace(/[^\p{L}\p{M}\p{N} ._()·-]+/gu, ' ')
    .replace(/^[ .]+|[ .]+$/g, '')
    .slice(0, 80)
    .trim();
  return safe === '' ? otherwise : safe;
}

/** `hamlet.txt`, `hamlet.txt 2` ...: the first that is not taken. */
export function freeName(name: string, isTaken: (name: string) => boolean): string {
  let free = name;
  for (let n = 2; isTaken(free); n++) free = `${name} ${n}`;
  return free;
}
