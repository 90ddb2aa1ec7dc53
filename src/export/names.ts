/** What a file of this name is called on any disk: letters, digits and a few signs, and never nothing. */
export function fileName(name: string): string {
  const safe = name
    .replace(/[^\p{L}\p{M}\p{N} ._()·-]+/gu, ' ')
    .replace(/^[ .]+|[ .]+$/g, '')
    .slice(0, 80)
    .trim();
  return safe === '' ? 'run' : safe;
}

/** Each name as a file's, told apart by numbers where two would be the same: disks may not know cases apart. */
export function fileNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map(fileName).map(name => {
    let free = name;
    for (let n = 2; taken.has(free.toLowerCase()); n++) free = `${name} ${n}`;
    taken.add(free.toLowerCase());
    return free;
  });
}
