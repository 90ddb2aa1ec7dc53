import { fileName, freeName } from '../protocol/names';

/** Each name as a file's, told apart by numbers where two would be the same: disks may not know cases apart. */
export function fileNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map(name => {
    const free = freeName(fileName(name, 'run'), file => taken.has(file.toLowerCase()));
    taken.add(free.toLowerCase());
    return free;
  });
}
