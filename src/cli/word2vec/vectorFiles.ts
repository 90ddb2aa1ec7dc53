import { encodeLatin1 } from '../../engine/core/latin1';
import { filesOf, type VectorFormat } from '../../engine/vectors/files/formats';
import { readVectors } from '../../engine/vectors/files/read';
import type { WordVectors } from '../../engine/vectors/wordVectors';
import { readSource, writeFile } from '../files';

/** Reads word vectors from a file in any format. Throws a UserError if it has none of them. */
export async function openVectors(path: string): Promise<WordVectors> {
  const { bytes, name } = await readSource(path);
  return readVectors(bytes, name);
}

/** Writes word vectors. The projector's second file is written to the same folder. Returns the paths. */
export async function writeVectors(
  path: string,
  vectors: WordVectors,
  format: VectorFormat,
): Promise<readonly string[]> {
  const files = filesOf(vectors, format, path);
  for (const { name, content } of files) await writeFile(name, content);
  return files.map(({ name }) => name);
}

/** Prints a string in which each character stands for one byte. */
export const printBytes = (text: string) => process.stdout.write(encodeLatin1(text));

/**
 * Returns a text as the string of its UTF-8 bytes, with one character per byte. Words of vectors have this
 * form.
 */
export const inBytes = (text: string) => Buffer.from(text, 'utf8').toString('latin1');
