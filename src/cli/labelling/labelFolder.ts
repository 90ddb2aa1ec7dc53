import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { decodeLines } from '../../engine/data/decode';
import type { RunSource } from '../../engine/train/firstReading';
import { UserError } from '../../protocol/userError';
import type { Call } from '../command/command';
import { openRunText } from '../textFiles';

/** What was found in a folder with one folder per label. */
export interface LabelFolder {
  /** The texts as lines of labels and texts. Line ends and tabs inside a text are blanks. */
  readonly text: RunSource;
  readonly files: number;
  /** Number of files that are in no label's folder, or whose names begin with a period. */
  readonly leftOut: number;
}

/**
 * Reads a folder that has a folder for each label with the texts of that label, one per file. Throws a UserError if a
 * label's folder contains another folder.
 */
export async function readLabelFolder(call: Call, path: string): Promise<LabelFolder> {
  const lines: Uint8Array[] = [];
  let [files, leftOut] = [0, 0];
  for (const entry of await sorted(path)) {
    if (isHidden(entry.name) || !(await isFolder(join(path, entry.name)))) {
      leftOut++;
      continue;
    }
    const folder = join(path, entry.name);
    for (const file of await sorted(folder)) {
      if (isHidden(file.name)) {
        leftOut++;
      } else {
        if (await isFolder(join(folder, file.name))) throw nested(join(folder, file.name));
        lines.push(await lineOf(call, entry.name, join(folder, file.name)));
        files++;
      }
    }
  }
  if (files === 0)
    throw new UserError(
      '"{0}" has no texts. It needs a folder for each label, with the texts of the label.',
      [path],
    );
  const text = { name: basename(path), uri: '', bytes: Buffer.concat(lines) };
  return { text, files, leftOut };
}

/** Returns a text in which line ends and tabs are blanks, so that it fits in one line. */
export const inOneLine = (text: string) => text.replace(/\r\n|[\r\n\t]/g, ' ').trim();

const isHidden = (name: string) => name.startsWith('.');

/** Follows symbolic links, as the reading of files does. */
const isFolder = async (path: string) => (await stat(path)).isDirectory();

async function sorted(folder: string) {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function lineOf(call: Call, label: string, path: string): Promise<Uint8Array> {
  const { bytes, name } = await openRunText(call, path);
  const text = inOneLine([...decodeLines(bytes, name)].join(''));
  return new TextEncoder().encode(`${inOneLine(label)}\t${text}\n`);
}

function nested(path: string): UserError {
  return new UserError('"{0}" is a folder, but the folder of a label must contain only texts.', [path]);
}
