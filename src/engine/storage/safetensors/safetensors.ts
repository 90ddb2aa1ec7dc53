import { concatenate } from '../../core/concatenate';

/**
 * The data of a tensor in the safetensors format. A file consists of the header's length (8 bytes), a JSON
 * header and the bytes of the tensors. The header maps the name of each tensor to an object:
 *
 *     { dtype, shape, data_offsets: [begin, end) after the header }
 *
 * It maps the name `__metadata__` to an object of strings. The format is little-endian, as are all supported
 * platforms.
 */
export type StoredData = Float32Array | Float64Array | Int32Array;

export interface StoredTensor {
  readonly name: string;
  readonly dtype: 'F32' | 'F64' | 'I32';
  readonly shape: readonly number[];
  readonly data: StoredData;
}

export interface TensorFile {
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  readonly metadata: Readonly<Record<string, string>>;
}

export const LENGTH_BYTES = 8;
export const METADATA = '__metadata__';
/** The length of the header is a multiple of this, so that 8-byte numbers are aligned in the file. */
const ALIGNMENT = 8;

export function encodeSafetensors(
  tensors: readonly StoredTensor[],
  metadata: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  return concatenate(Uint8Array, safetensorsPieces(tensors, metadata));
}

/** Returns the file in pieces: the header, then the bytes of each tensor, which are not copied. */
export function safetensorsPieces(
  tensors: readonly StoredTensor[],
  metadata: Readonly<Record<string, string>>,
): [header: Uint8Array, ...tensors: Uint8Array[]] {
  const bytes = tensors.map(({ data }) => new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  const described = tensors.map((tensor, i) => ({ ...tensor, length: bytes[i].length }));
  return [safetensorsHeader(described, metadata), ...bytes];
}

/** A tensor as the header describes it. */
export interface DescribedTensor {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  /** Number of bytes. */
  readonly length: number;
}

/** Returns the beginning of a file, up to the bytes of the first tensor. */
export function safetensorsHeader(
  tensors: readonly DescribedTensor[],
  metadata: Readonly<Record<string, string>>,
): Uint8Array {
  const header: [string, unknown][] = [[METADATA, metadata]];
  let end = 0;
  for (const { name, dtype, shape, length } of tensors) {
    header.push([name, { dtype, shape, data_offsets: [end, end + length] }]);
    end += length;
  }
  const json = new TextEncoder().encode(`{${header.map(asEntry).join(',')}}`);
  const headerLength = Math.ceil(json.length / ALIGNMENT) * ALIGNMENT;
  const bytes = new Uint8Array(LENGTH_BYTES + headerLength).fill(0x20);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(headerLength), true);
  bytes.set(json, LENGTH_BYTES);
  return bytes;
}

/**
 * Encodes one entry of a JSON object. Entries are encoded one by one because a JavaScript object would move a
 * name like "0" to the front and lose a name like "__proto__".
 */
function asEntry([name, value]: readonly [string, unknown]): string {
  return `${JSON.stringify(name)}:${JSON.stringify(value)}`;
}
