import type { ClassRun, ClassRuns, UnreadFile } from '../protocol/storage';
import { UserError } from '../protocol/userError';

const ENDING = /\.elmanrun$/i;

/** Returns the name of a run file without its ending. */
export const fileName = (name: string) => name.replace(ENDING, '');

/**
 * Returns the names of the run files among the files of a folder, in alphabetical order. Throws a UserError if there are none.
 */
export function runFileNames(names: readonly string[], folder: string): readonly string[] {
  const files = names.filter(name => ENDING.test(name)).sort((a, b) => a.localeCompare(b));
  if (files.length > 0) return files;
  throw new UserError(
    'There are no run files (.elmanrun) in "{0}". Each pupil makes one by Export Run as File….',
    [folder],
  );
}

/** Reads the files of a class one after the other. `read` rejects with a UserError if a file cannot be read. */
export async function readClass(
  names: readonly string[],
  read: (name: string) => Promise<ClassRun>,
): Promise<ClassRuns> {
  const runs: ClassRun[] = [];
  const unread: UnreadFile[] = [];
  for (const name of names) {
    try {
      runs.push(await read(name));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      unread.push({ file: name, reason: { template: error.template, args: error.args } });
    }
  }
  return { runs, unread };
}
