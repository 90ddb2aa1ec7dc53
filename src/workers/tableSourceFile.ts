import { readFile, stat } from 'node:fs/promises';
import { isTableSource, sourcePath } from '../export/surprisal/tableSource';
import { UserError } from '../protocol/userError';

/** Maximum size, in bytes, of the JSON file that says from what a table was made. */
const LONGEST = 2 ** 22;

/**
 * Throws a UserError if a file exists at the path of a table's JSON description but was not written by an
 * earlier export. The export would overwrite this file.
 */
export async function checkTableSource(table: string): Promise<void> {
  const path = sourcePath(table);
  const found = await stat(path).catch(() => undefined);
  if (!found) return;
  const isOurs = found.isFile() && found.size <= LONGEST && isTableSource(await readFile(path, 'utf8'));
  if (isOurs) return;
  throw new UserError(
    '"{0}" exists already. What the table was made from is written there. Move that file, or choose another name for the table.',
    [path],
  );
}
