import type { ExportedFile } from '../protocol/storage';

/** Lists the names in a folder: none if it does not exist yet, undefined if it is not a folder. */
export type Look = (folder: string) => Promise<readonly string[] | undefined>;

/**
 * Returns a path for an event file in a folder without event files of other runs. TensorBoard treats all
 * event files in a folder as one run. Exporting a run again replaces its own file.
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
