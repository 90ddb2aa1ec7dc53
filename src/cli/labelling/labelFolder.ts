import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type LabelFolder, readLabelFolder } from '../../common/labelFolder';
import { decodeLines } from '../../engine/data/decode';
import type { RunSource } from '../../engine/train/firstReading';
import type { Call } from '../command/command';
import { openRunText } from '../textFiles';

/** Reads a folder that has a folder for each label with the texts of that label, one per file. */
export async function openLabelFolder(
  call: Call,
  path: string,
): Promise<{ readonly text: RunSource; readonly found: LabelFolder }> {
  const found = await readLabelFolder({
    path,
    names: (...names) => readdir(join(path, ...names)),
    // Follows symbolic links, as the reading of files does.
    isFolder: async (...names) => (await stat(join(path, ...names))).isDirectory(),
    text: async (...names) => {
      const { bytes, name } = await openRunText(call, join(path, ...names));
      return [...decodeLines(bytes, name)].join('');
    },
  });
  const bytes = new TextEncoder().encode(found.lines.join(''));
  return { text: { name: basename(path), uri: '', bytes }, found };
}
