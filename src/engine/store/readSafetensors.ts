import { UserError } from '../../protocol/userError';
import { jsonKeys } from './jsonKeys';
import { LENGTH_BYTES, METADATA, type StoredData, type StoredTensor, type TensorFile } from './safetensors';

/** A header larger than this is a lie or an attack: ours are a few kilobytes and a vocabulary. */
const MAX_HEADER = 100_000_000;

const types = { F32: Float32Array, F64: Float64Array, I32: Int32Array } as const;

/**
 * Reads a safetensors file of anybody's. Nothing is allocated before the header is known to be true:
 * tensors in order, without holes or overlaps, ending where the file ends. Throws a UserError otherwise.
 */
export function decodeSafetensors(bytes: Uint8Array): TensorFile {
  const headerEnd = LENGTH_BYTES + headerLength(bytes);
  const header = parseHeader(bytes.subarray(LENGTH_BYTES, headerEnd));
  const data = bytes.subarray(headerEnd);
  const tensors = new Map<string, StoredTensor>();
  let end = 0;
  const names = Object.keys(header).filter(key => key !== METADATA);
  names.sort((a, b) => claimedBegin(header[a]) - claimedBegin(header[b]));
  for (const name of names) {
    const tensor = readTensor(name, header[name], data, end);
    tensors.set(name, tensor);
    end += tensor.data.byteLength;
  }
  if (end !== data.length) {
    throw damaged('the tensors end at byte {0}, the file at byte {1}', headerEnd + end, bytes.length);
  }
  return { tensors, metadata: readMetadata(header[METADATA]) };
}

function headerLength(bytes: Uint8Array): number {
  if (bytes.length < LENGTH_BYTES)
    throw damaged('it has {0} bytes, fewer than a header length', bytes.length);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = Number(view.getBigUint64(0, true));
  const room = Math.min(bytes.length - LENGTH_BYTES, MAX_HEADER);
  if (length > room)
    throw damaged('byte 0 claims a header of {0} bytes where {1} are possible', length, room);
  return length;
}

function parseHeader(bytes: Uint8Array): Record<string, unknown> {
  let header: unknown;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    header = JSON.parse(text);
  } catch {
    throw damaged('the header (byte {0} on) is not JSON', LENGTH_BYTES);
  }
  if (!isObject(header)) throw damaged('the header (byte {0} on) is not an object', LENGTH_BYTES);
  const keys = jsonKeys(text);
  const twice = keys.find((key, i) => keys.indexOf(key) !== i);
  if (twice !== undefined) throw damaged('the header names "{0}" twice', twice);
  return header;
}

function readTensor(name: string, entry: unknown, data: Uint8Array, expected: number): StoredTensor {
  if (!isObject(entry)) throw damaged('the entry of "{0}" is not an object', name);
  const { dtype, shape, data_offsets: offsets } = entry;
  if (!isType(dtype))
    throw damaged('"{0}" has the type {1}; F32, F64 and I32 can be read', name, String(dtype));
  if (!isSizes(shape)) throw damaged('"{0}" has no valid shape', name);
  if (!isSizes(offsets) || offsets.length !== 2) throw damaged('"{0}" has no valid offsets', name);
  const [begin, end] = offsets;
  const elements = shape.reduce((a, b) => a * b, 1);
  const bytes = elements * types[dtype].BYTES_PER_ELEMENT;
  if (begin !== expected) throw damaged('"{0}" begins at offset {1} where {2} is due', name, begin, expected);
  if (end - begin !== bytes || end > data.length) {
    throw damaged(
      '"{0}" has {1} bytes in the header, {2} by its shape, and {3} are left',
      name,
      end - begin,
      bytes,
      data.length - begin,
    );
  }
  return { name, dtype, shape, data: copyOf(data.subarray(begin, end), dtype) };
}

/** A copy, so that neither alignment nor the file's own memory matters. */
function copyOf(bytes: Uint8Array, dtype: keyof typeof types): StoredData {
  const Numbers: new (buffer: ArrayBuffer) => StoredData = types[dtype];
  return new Numbers(new Uint8Array(bytes).buffer);
}

/** Where an entry says that its data begin; checked when the tensor is read. */
function claimedBegin(entry: unknown): number {
  const offsets = isObject(entry) ? entry.data_offsets : undefined;
  return Array.isArray(offsets) ? Number(offsets[0]) : 0;
}

function readMetadata(metadata: unknown): Record<string, string> {
  if (metadata === undefined) return {};
  if (!isObject(metadata)) throw damaged('{0} is not an object', METADATA);
  const strings = Object.entries(metadata).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  if (strings.length !== Object.keys(metadata).length)
    throw damaged('{0} holds something else than strings', METADATA);
  return Object.fromEntries(strings);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isType(value: unknown): value is keyof typeof types {
  return typeof value === 'string' && Object.hasOwn(types, value);
}

/** Non-negative whole numbers whose product is still exact. */
function isSizes(value: unknown): value is number[] {
  if (!Array.isArray(value)) return false;
  const product = value.reduce((a: number, b) => a * Math.max(Number(b), 1), 1);
  return value.every(size => Number.isSafeInteger(size) && size >= 0) && Number.isSafeInteger(product * 8);
}

function damaged(what: string, ...args: (string | number)[]): UserError {
  return new UserError(
    `This is no safetensors file, or a damaged one: ${what}. Use another copy of it.`,
    args,
  );
}
