import { access, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { textFingerprint } from '../engine/storage/digest';
import { textPath } from '../engine/storage/paths';
import type { RunText } from '../protocol/run';
import { piecesOfFile } from './inputFile';
import { newHash } from './ports';

/** The kind of this machine's shell, for quoting. */
export const shell = process.platform === 'win32' ? 'windows' : 'posix';

/**
 * Returns the path of a run's original text file if its content is unchanged, otherwise the path of the run's
 * own copy, or the name of the text if there is no copy, as of an imported run.
 */
export async function textFile(text: RunText, folder: string): Promise<string> {
  const copy = join(resolve(folder), textPath(text));
  const own = await access(copy).then(
    () => copy,
    () => text.name,
  );
  if (!text.uri.startsWith('file:')) return own;
  try {
    const origin = fileURLToPath(text.uri);
    // Reads only a regular file. Reading a pipe might never end.
    const isFile = (await stat(origin)).isFile();
    const isSame = isFile && textFingerprint(() => piecesOfFile(origin), newHash) === text.fingerprint;
    return isSame ? origin : own;
  } catch {
    return own;
  }
}
