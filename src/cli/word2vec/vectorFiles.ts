import { bytesOf } from '../../engine/families/rnnlm/format/write';
import { readVectors } from '../../engine/vectors/files/read';
import type { WordVectors } from '../../engine/vectors/wordVectors';
import { readSource } from '../files';

/** Reads a file of word vectors, text or binary. Throws a UserError if it is not one. */
export async function openVectors(path: string): Promise<WordVectors> {
  const { bytes, name } = await readSource(path);
  return readVectors(bytes, name);
}

/** Prints text with one character per byte. */
export const printBytes = (text: string) => process.stdout.write(bytesOf(text));

/** The characters of bytes, one per byte, for words of an input in UTF-8. */
export const inBytes = (text: string) => Buffer.from(text, 'utf8').toString('latin1');
