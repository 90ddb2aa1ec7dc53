import { encodeLatin1 } from '../../engine/core/latin1';
import { filesOf, type VectorFormat } from '../../engine/vectors/files/formats';
import { readVectors } from '../../engine/vectors/files/read';
import type { WordVectors } from '../../engine/vectors/wordVectors';
import { readSource, writeFile } from '../files';

/**
 * Reads word vectors from a file in any of the supported formats. Throws a UserError if the file has another
 * format.
 */
export async function openVectors(path: string): Promise<WordVectors> {
  const { bytes, name } = await readSource(path);
  return readVectors(bytes, name);
}

/**
 * Writes word vectors in a format and returns the paths of the files. The format of the projector consists of
 * two files, which are written to the same folder.
 */
export async function writeVectors(
  path: string,
  vectors: WordVectors,
  format: VectorFormat,
): Promise<readonly string[]> {
  const files = filesOf(vectors, format, path);
  for (const { name, content } of files) await writeFile(name, content);
  return files.map(({ name }) => name);
}

/** Prints a string in which each character is one byte. */
export const printBytes = (text: string) => process.stdout.write(encodeLatin1(text));

/**
 * Returns the UTF-8 bytes of a text as a string with one character per byte. The words of word vectors are
 * stored in this form.
 */
export const inBytes = (text: string) => Buffer.from(text, 'utf8').toString('latin1');
