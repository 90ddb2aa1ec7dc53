import { UserError } from '../protocol/userError';

/** A folder with one folder per label. Names are paths relative to it. */
export interface FolderReader {
  /** Path of the folder, for messages. */
  readonly path: string;
  /** Returns the names in a folder, in any order. */
  names(...folder: readonly string[]): Promise<readonly string[]>;
  isFolder(...names: readonly string[]): Promise<boolean>;
  text(...names: readonly string[]): Promise<string>;
}

/** What was found in a folder with one folder per label. */
export interface LabelFolder {
  /** A line for each text: its label, a tab and the text. Line ends and tabs inside a text are blanks. */
  readonly lines: readonly string[];
  /** Number of files that are in no label's folder, or whose names begin with a period. */
  readonly leftOut: number;
}

/**
 * Reads a folder that has a folder for each label with the texts of that label, one per file. Throws a UserError if a
 * label's folder contains another folder, or if there are no texts.
 */
export async function readLabelFolder(folder: FolderReader): Promise<LabelFolder> {
  const lines: string[] = [];
  let leftOut = 0;
  for (const label of sorted(await folder.names())) {
    if (isHidden(label) || !(await folder.isFolder(label))) {
      leftOut++;
      continue;
    }
    for (const file of sorted(await folder.names(label))) {
      if (isHidden(file)) {
        leftOut++;
      } else {
        if (await folder.isFolder(label, file)) throw nested(`${folder.path}/${label}/${file}`);
        lines.push(`${inOneLine(label)}\t${inOneLine(await folder.text(label, file))}\n`);
      }
    }
  }
  if (lines.length > 0) return { lines, leftOut };
  throw new UserError('"{0}" has no texts. It needs a folder for each label, with the texts of the label.', [
    folder.path,
  ]);
}

/** Returns a text in which line ends and tabs are blanks, so that it fits in one line. */
export const inOneLine = (text: string) => text.replace(/\r\n|[\r\n\t]/g, ' ').trim();

const isHidden = (name: string) => name.startsWith('.');

const sorted = (names: readonly string[]) => [...names].sort((a, b) => (a < b ? -1 : Number(a > b)));

function nested(path: string): UserError {
  return new UserError('"{0}" is a folder, but the folder of a label must contain only texts.', [path]);
}
