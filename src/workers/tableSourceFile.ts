import { readFile, stat } from 'node:fs/promises';
import { isTableSource, sourcePath } from '../export/surprisal/tableSource';
import { UserError } from '../protocol/userError';

/** Maximum number of bytes of a file that says what a table was made from. */
const LONGEST = 2 ** 22;

/**
 * Throws a UserError if the file that is written beside a table exists and is not from an earlier export: such a
 * file is not replaced.
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
