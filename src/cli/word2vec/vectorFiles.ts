import { encodeLatin1 } from '../../engine/core/latin1';
import { readVectors } from '../../engine/vectors/files/read';
import type { WordVectors } from '../../engine/vectors/wordVectors';
import { readSource } from '../files';

/**
 * Reads word vectors from a file in text or binary format. Throws a UserError if the file has neither format.
 */
export async function openVectors(path: string): Promise<WordVectors> {
  const { bytes, name } = await readSource(path);
  return readVectors(bytes, name);
}

/** Prints a string in which each character stands for one byte. */
export const printBytes = (text: string) => process.stdout.write(encodeLatin1(text));

/**
 * Returns a text as the string of its UTF-8 bytes, with one character per byte. Words of vectors have this
 * form.
 */
export const inBytes = (text: string) => Buffer.from(text, 'utf8').toString('latin1');
