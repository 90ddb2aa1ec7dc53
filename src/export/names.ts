import { fileName } from '../protocol/fileName';

/** Each name as a file's, told apart by numbers where two would be the same: disks may not know cases apart. */
export function fileNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map(name => {
    const file = fileName(name, 'run');
    let free = file;
    for (let n = 2; taken.has(free.toLowerCase()); n++) free = `${file} ${n}`;
    taken.add(free.toLowerCase());
    return free;
  });
}
