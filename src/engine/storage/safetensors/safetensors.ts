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
  const header: [string, unknown][] = [[METADATA, metadata]];
  let end = 0;
  for (const { name, dtype, shape, data } of tensors) {
    header.push([name, { dtype, shape, data_offsets: [end, end + data.byteLength] }]);
    end += data.byteLength;
  }
  const json = new TextEncoder().encode(`{${header.map(asEntry).join(',')}}`);
  const headerLength = Math.ceil(json.length / ALIGNMENT) * ALIGNMENT;
  const file = new Uint8Array(LENGTH_BYTES + headerLength + end);
  new DataView(file.buffer).setBigUint64(0, BigInt(headerLength), true);
  file.fill(0x20, LENGTH_BYTES, LENGTH_BYTES + headerLength);
  file.set(json, LENGTH_BYTES);
  let at = LENGTH_BYTES + headerLength;
  for (const { data } of tensors) {
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return file;
}

/**
 * Encodes one entry of a JSON object. Entries are encoded one by one because a JavaScript object would move a
 * name like "0" to the front and lose a name like "__proto__".
 */
function asEntry([name, value]: readonly [string, unknown]): string {
  return `${JSON.stringify(name)}:${JSON.stringify(value)}`;
}
