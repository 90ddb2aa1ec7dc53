import * as v from 'valibot';
import { UserError } from '../../../protocol/userError';
import { parseJson } from '../../storage/parseJson';
import { decodeSafetensors } from '../../storage/safetensors/readSafetensors';
import { encodeSafetensors, type StoredTensor } from '../../storage/safetensors/safetensors';
import type { WordVectors } from '../wordVectors';
import { checkFinite } from './checkFinite';
import { decodeSubwords, encodeSubwords } from './subwordTensors';
import { textOfWord, wordOfText } from './wordText';

/**
 * The name of the tensor with one row per word. The metadata entry `words` is a JSON array of the words, in
 * the same order.
 */
const VECTORS = 'vectors';
const wordList = v.array(v.string());
/** The index of the first byte of the header, which is `{`. */
const HEADER = 8;

export const isSafetensors = (bytes: Uint8Array) => bytes[HEADER] === '{'.charCodeAt(0);

/** Writes vectors in the safetensors format, with those of subwords if there are any. */
export function safetensorsOf({ words, vectors, size, subwords }: WordVectors): Uint8Array {
  const tensor: StoredTensor = { name: VECTORS, dtype: 'F32', shape: [words.length, size], data: vectors };
  const parts = subwords ? encodeSubwords(subwords, size) : { tensors: [], metadata: {} };
  return encodeSafetensors([tensor, ...parts.tensors], {
    words: JSON.stringify(words.map(textOfWord)),
    ...parts.metadata,
  });
}

/**
 * Reads vectors in the safetensors format. Throws a UserError if the file is damaged or contains no word
 * vectors.
 */
export function readSafetensors(bytes: Uint8Array, name: string): WordVectors {
  const { tensors, metadata } = decodeSafetensors(bytes);
  const tensor = tensors.get(VECTORS);
  const words = parseJson(wordList, metadata.words ?? '');
  if (tensor?.shape.length !== 2 || tensor.dtype === 'I32' || !words) {
    throw new UserError(
      '"{0}" has no word vectors: it needs a tensor "vectors" with a row per word, and a list of "words" in its metadata.',
      [name],
    );
  }
  const [rows, size] = tensor.shape;
  if (rows !== words.length || rows === 0 || size === 0) {
    throw new UserError('"{0}" is damaged: it has {1} vectors of {2} numbers for {3} words.', [
      name,
      rows,
      size,
      words.length,
    ]);
  }
  const found = { words: words.map(wordOfText), vectors: Float32Array.from(tensor.data), size };
  checkFinite(found, name);
  const subwords = decodeSubwords({ tensors, metadata }, size, name);
  return subwords ? { ...found, subwords } : found;
}
