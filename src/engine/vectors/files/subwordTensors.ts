import { UserError } from '../../../protocol/userError';
import { decodeSafetensors } from '../../storage/safetensors/readSafetensors';
import { encodeSafetensors, type StoredTensor, type TensorFile } from '../../storage/safetensors/safetensors';
import { MOST_BUCKETS, type Subwords } from '../subwords';

/** The names of the tensors: a row per bucket, and the numbers of the buckets in ascending order. */
const [ROWS, BUCKETS] = ['subwords', 'buckets'];

/** Encodes the vectors of subwords. The options are metadata with fastText's names. */
export function encodeSubwords({ options, buckets, vectors }: Subwords, size: number) {
  const tensors: StoredTensor[] = [
    { name: ROWS, dtype: 'F32', shape: [vectors.length / size, size], data: vectors },
    { name: BUCKETS, dtype: 'I32', shape: [buckets.length], data: buckets },
  ];
  const { minimum, maximum, buckets: bucket } = options;
  return { tensors, metadata: { minn: String(minimum), maxn: String(maximum), bucket: String(bucket) } };
}

/** Decodes the vectors of subwords. Undefined if there are none. Throws a UserError if they are damaged. */
export function decodeSubwords(
  { tensors, metadata }: TensorFile,
  size: number,
  name: string,
): Subwords | undefined {
  const [rows, buckets] = [ROWS, BUCKETS].map(each => tensors.get(each));
  if (!rows && !buckets) return undefined;
  const [minimum, maximum, bucket] = [metadata.minn, metadata.maxn, metadata.bucket].map(wholeNumber);
  const isFine =
    rows?.data instanceof Float32Array &&
    buckets?.data instanceof Int32Array &&
    rows.shape.join() === `${buckets.data.length},${size}` &&
    minimum >= 1 &&
    maximum <= LONGEST &&
    bucket <= MOST_BUCKETS &&
    buckets.data.every((each, i, all) => each >= 0 && each < bucket && (i === 0 || each > all[i - 1])) &&
    rows.data.every(Number.isFinite);
  if (!isFine) throw new UserError('"{0}" is damaged: its vectors of subwords do not fit together.', [name]);
  return { options: { minimum, maximum, buckets: bucket }, buckets: buckets.data, vectors: rows.data };
}

/** Writes the vectors of subwords as a file of their own, in the safetensors format. */
export function subwordFileOf(subwords: Subwords, size: number): Uint8Array {
  const { tensors, metadata } = encodeSubwords(subwords, size);
  return encodeSafetensors(tensors, metadata);
}

/** Reads a file that `subwordFileOf` has written. Throws a UserError if it is damaged. */
export function readSubwordFile(bytes: Uint8Array, size: number, name: string): Subwords {
  const subwords = decodeSubwords(decodeSafetensors(bytes), size, name);
  if (subwords) return subwords;
  throw new UserError('"{0}" is damaged: its vectors of subwords do not fit together.', [name]);
}

/** Maximum number of characters of a part of a word. */
const LONGEST = 100;

const wholeNumber = (text: string | undefined) => (/^\d{1,10}$/.test(text ?? '') ? Number(text) : Number.NaN);
