import type { ExportedFile } from './storage';

/** The names in a folder, none if it is not there yet; undefined for what is no folder. */
export type Look = (folder: string) => Promise<readonly string[] | undefined>;

/**
 * An event file's path in a folder without event files of other runs: TensorBoard takes all in a folder for one run. A
 * run that is exported again replaces its own file.
 */
export async function ownFolder({ path }: ExportedFile, look: Look): Promise<string> {
  const [name, file] = path.split('/');
  for (let n = 1; ; n++) {
    const folder = n === 1 ? name : `${name} ${n}`;
    const names = await look(folder);
    const isOwn = names?.every(other => other === file || !other.includes('.tfevents.'));
    if (isOwn) return `${folder}/${file}`;
  }
}
