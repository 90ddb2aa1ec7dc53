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
interface Entry {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

/**
 * Decodes an untrusted safetensors file. Checks the whole header before it creates any tensor. Throws a
 * UserError if the header is invalid, if the tensors are not contiguous, or if they do not end at the end of
 * the file.
 */
export function decodeSafetensors(bytes: Uint8Array): TensorFile {
  const headerEnd = LENGTH_BYTES + headerLength(bytes);
  const { entries, metadata } = readHeader(bytes.subarray(LENGTH_BYTES, headerEnd));
  const data = bytes.subarray(headerEnd);
  entries.sort((a, b) => a.begin - b.begin || a.end - b.end);
  let end = 0;
  for (const entry of entries) {
    checkEntry(entry, end, data.length);
    end = entry.end;
  }
  if (end !== data.length) {
    throw new UserError(
      'This safetensors file is damaged: it has {0} bytes, but its tensors end at byte {1}.',
      [bytes.length, headerEnd + end],
    );
  }
  return { tensors: new Map(entries.map(entry => [entry.name, readTensor(entry, data)])), metadata };
}

function headerLength(bytes: Uint8Array): number {
  if (bytes.length < LENGTH_BYTES) {
    throw new UserError(
      'This file is not in the safetensors format: it has {0} bytes, but needs at least {1}.',
      [bytes.length, LENGTH_BYTES],
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = Number(view.getBigUint64(0, true));
  const room = Math.min(bytes.length - LENGTH_BYTES, MAX_HEADER);
  if (length > room) {
    throw new UserError(
      'This file is not in the safetensors format, or it is damaged: it announces a header of {0} bytes, but at most {1} are possible.',
      [length, room],
    );
  }
  return length;
}

function readHeader(bytes: Uint8Array): { entries: Entry[]; metadata: Record<string, string> } {
  const header = new HeaderReader(bytes, LENGTH_BYTES);
  const entries: Entry[] = [];
  const metadata: [string, string][] = [];
  header.object(name => {
    if (name === METADATA) header.object(key => metadata.push([key, header.string()]));
    else entries.push(readEntry(header, name));
  });
  header.end();
  return { entries, metadata: Object.fromEntries(metadata) };
}

function readEntry(header: HeaderReader, name: string): Entry {
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

/**
 * Throws a UserError if the tensor does not begin at byte `due`, its size does not match its shape, or it
 * ends after byte `room`.
 */
function checkEntry({ name, dtype, shape, begin, end }: Entry, due: number, room: number): void {
  const type = numberTypes.get(dtype);
  if (!type) {
    throw new UserError('The tensor "{0}" has the type {1}, which cannot be read. Supported types: {2}.', [
      shown(name),
      shown(dtype),
      [...numberTypes.keys()].join(', '),
    ]);
  }
  if (begin !== due || end > room) {
    throw new UserError(
      'This safetensors file is damaged: its tensor "{0}" is at {1} to {2} of the data, but only {3} to {4} is free.',
      [shown(name), begin, end, due, room],
    );
  }
  const bytes = shape.reduce((product, size) => product * size, type.bytes);
  if (end - begin !== bytes) {
    throw new UserError(
      'This safetensors file is damaged: its tensor "{0}" (elements: {1}, type {2}) has {3} bytes.',
      [shown(name), shape.join(' x ') || '1', dtype, end - begin],
    );
  }
}

function readTensor({ name, dtype, shape, begin, end }: Entry, data: Uint8Array): StoredTensor {
  const type = numberTypes.get(dtype);
  if (!type) throw new Error(`${dtype} was not checked`);
  return { name, dtype: type.dtype, shape, data: type.read(data.subarray(begin, end)) };
}
