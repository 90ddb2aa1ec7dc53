import { UserError } from '../../../protocol/userError';
import { HeaderReader, shown } from './headerReader';
import { numberTypes } from './numberTypes';
import { LENGTH_BYTES, METADATA, type StoredTensor, type TensorFile } from './safetensors';

/**
 * Maximum length of a header in bytes. Normal headers have a few kilobytes plus a vocabulary, so a longer
 * header is damaged or malicious.
 */
const MAX_HEADER = 100_000_000;
/** Maximum number of dimensions of a tensor, as in PyTorch. */
const MAX_RANK = 64;

/**
 * A tensor according to the header, not yet checked. Its data are in the bytes [begin, end), counted from the
 * end of the header.
 */
export interface TensorEntry {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

/** The header of a file. Its entries are in the order of their data. */
export interface SafetensorsHeader {
  readonly entries: readonly TensorEntry[];
  readonly metadata: Readonly<Record<string, string>>;
  /** Number of bytes before the data of the tensors. */
  readonly end: number;
}

/**
 * Decodes an untrusted safetensors file. Checks the whole header before it creates any tensor. Throws a
 * UserError if the header is invalid, if the tensors are not contiguous, or if they do not end at the end of
 * the file.
 */
export function decodeSafetensors(bytes: Uint8Array): TensorFile {
  const header = readSafetensorsHeader(bytes);
  checkEntries(header, bytes.length, checkType);
  const data = bytes.subarray(header.end);
  const tensors = header.entries.map(entry => [entry.name, readTensor(entry, data)] as const);
  return { tensors: new Map(tensors), metadata: header.metadata };
}

/**
 * Reads the header of an untrusted file, of which only the beginning may be given. `size`: number of bytes of the
 * whole file. Does not check the entries. Throws a UserError if the header is damaged or is not in the bytes.
 */
export function readSafetensorsHeader(bytes: Uint8Array, size = bytes.length): SafetensorsHeader {
  const end = LENGTH_BYTES + headerLength(bytes, size);
  if (end > bytes.length) {
    throw new UserError('The header of this safetensors file has {0} bytes; at most {1} are read here.', [
      end,
      bytes.length,
    ]);
  }
  const { entries, metadata } = readHeader(bytes.subarray(LENGTH_BYTES, end));
  entries.sort((a, b) => a.begin - b.begin || a.end - b.end);
  return { entries, metadata, end };
}

/**
 * Throws a UserError if the tensors are not contiguous, do not have the sizes of their shapes, or do not end at the
 * end of the file, which has `size` bytes. `bytesOf` returns the bytes per element of a tensor.
 */
export function checkEntries(
  { entries, end: headerEnd }: SafetensorsHeader,
  size: number,
  bytesOf: (entry: TensorEntry) => number,
): void {
  let end = 0;
  for (const entry of entries) {
    checkEntry(entry, end, size - headerEnd, bytesOf(entry));
    end = entry.end;
  }
  if (headerEnd + end !== size) {
    throw new UserError(
      'This safetensors file is damaged: it has {0} bytes, but its tensors end at byte {1}.',
      [size, headerEnd + end],
    );
  }
}

function headerLength(bytes: Uint8Array, size: number): number {
  if (bytes.length < LENGTH_BYTES) {
    throw new UserError(
      'This file is not in the safetensors format: it has {0} bytes, but needs at least {1}.',
      [bytes.length, LENGTH_BYTES],
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = Number(view.getBigUint64(0, true));
  const room = Math.min(size - LENGTH_BYTES, MAX_HEADER);
  if (length > room) {
    throw new UserError(
      'This file is not in the safetensors format, or it is damaged: it announces a header of {0} bytes, but at most {1} are possible.',
      [length, room],
    );
  }
  return length;
}

function readHeader(bytes: Uint8Array): { entries: TensorEntry[]; metadata: Record<string, string> } {
  const header = new HeaderReader(bytes, LENGTH_BYTES);
  const entries: TensorEntry[] = [];
  const metadata: [string, string][] = [];
  header.object(name => {
    if (name === METADATA) header.object(key => metadata.push([key, header.string()]));
    else entries.push(readEntry(header, name));
  });
  header.end();
  return { entries, metadata: Object.fromEntries(metadata) };
}

function readEntry(header: HeaderReader, name: string): TensorEntry {
  const found: { dtype?: string; shape?: number[]; offsets?: number[] } = {};
  header.object(field => {
    if (field === 'dtype') found.dtype = header.string();
    else if (field === 'shape') found.shape = header.sizes(MAX_RANK);
    else if (field === 'data_offsets') found.offsets = header.sizes(2);
    else {
      throw new UserError(
        'This safetensors file contains "{0}" for its tensor "{1}"; only dtype, shape and data_offsets are known.',
        [shown(field), shown(name)],
      );
    }
  });
  const { dtype, shape, offsets } = found;
  if (dtype === undefined || !shape || offsets?.length !== 2) {
    throw new UserError(
      'This safetensors file is damaged: its tensor "{0}" lacks a dtype, a shape or two data_offsets.',
      [shown(name)],
    );
  }
  return { name, dtype, shape, begin: offsets[0], end: offsets[1] };
}

/** Returns the bytes per element of a tensor. Throws a UserError for a type that cannot be read. */
function checkType({ name, dtype }: TensorEntry): number {
  const type = numberTypes.get(dtype);
  if (type) return type.bytes;
  throw new UserError('The tensor "{0}" has the type {1}, which cannot be read. Supported types: {2}.', [
    shown(name),
    shown(dtype),
    [...numberTypes.keys()].join(', '),
  ]);
}

/**
 * Throws a UserError if the tensor does not begin at byte `due`, its size does not match its shape, or it
 * ends after byte `room`.
 */
function checkEntry(
  { name, dtype, shape, begin, end }: TensorEntry,
  due: number,
  room: number,
  elementBytes: number,
): void {
  if (begin !== due || end > room) {
    throw new UserError(
      'This safetensors file is damaged: its tensor "{0}" is at {1} to {2} of the data, but only {3} to {4} is free.',
      [shown(name), begin, end, due, room],
    );
  }
  const bytes = shape.reduce((product, length) => product * length, elementBytes);
  if (end - begin !== bytes) {
    throw new UserError(
      'This safetensors file is damaged: its tensor "{0}" (elements: {1}, type {2}) has {3} bytes.',
      [shown(name), shape.join(' x ') || '1', dtype, end - begin],
    );
  }
}

function readTensor({ name, dtype, shape, begin, end }: TensorEntry, data: Uint8Array): StoredTensor {
  const type = numberTypes.get(dtype);
  if (!type) throw new Error(`${dtype} was not checked`);
  return { name, dtype: type.dtype, shape, data: type.read(data.subarray(begin, end)) };
}
