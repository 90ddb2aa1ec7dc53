import assert from 'node:assert/strict';
import { crc32 } from '../../src/engine/core/crc';

/** An array of a file. Strings are decoded, and numbers converted. */
export interface ReadArray {
  readonly shape: readonly number[];
  readonly values: readonly (number | string)[];
}

const readers: Readonly<Record<string, (bytes: Buffer, at: number) => number>> = {
  F32: (bytes, at) => bytes.readFloatLE(4 * at),
  I32: (bytes, at) => bytes.readInt32LE(4 * at),
  I64: (bytes, at) => Number(bytes.readBigInt64LE(8 * at)),
};
const numpyTypes: Readonly<Record<string, string>> = { '<f4': 'F32', '<i4': 'I32', '<i8': 'I64' };

const product = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);

function numbersIn(bytes: Buffer, dtype: string, shape: readonly number[]): ReadArray {
  return { shape, values: Array.from({ length: product(shape) }, (_, i) => readers[dtype](bytes, i)) };
}

/** Reads a safetensors file with all types of numbers, and its metadata. */
export function readSafetensors(file: Buffer) {
  const start = 8 + Number(file.readBigUInt64LE(0));
  const { __metadata__: metadata, ...header } = JSON.parse(file.toString('utf8', 8, start));
  const arrays = new Map<string, ReadArray>();
  for (const [name, { dtype, shape, data_offsets: offsets }] of Object.entries<{
    readonly dtype: string;
    readonly shape: readonly number[];
    readonly data_offsets: readonly [number, number];
  }>(header)) {
    arrays.set(name, numbersIn(file.subarray(start + offsets[0], start + offsets[1]), dtype, shape));
  }
  return { metadata, arrays };
}

/** Reads an npz file by its central directory, and checks each member's length, local header and CRC-32. */
export function readNpz(file: Buffer): Map<string, ReadArray> {
  const end = file.length - 22 - 20 - 56;
  assert.equal(file.readUInt32LE(end), 0x06064b50);
  const long = (position: number) => Number(file.readBigUInt64LE(position));
  const [count, at] = [long(end + 32), long(end + 48)];
  // The lengths of the record of the end and of the directory, and the position of the record.
  assert.deepEqual(
    [4, 24, 40, 64].map(offset => long(end + offset)),
    [44, count, end - at, end],
  );
  assert.deepEqual(
    [8, 10].map(offset => file.readUInt16LE(end + 76 + offset)),
    [count, count],
  );
  const arrays = new Map<string, ReadArray>();
  let entry = at;
  for (let i = 0; i < count; i++) {
    assert.equal(file.readUInt32LE(entry), 0x02014b50);
    const nameLength = file.readUInt16LE(entry + 28);
    const name = file.toString('utf8', entry + 46, entry + 46 + nameLength);
    const zip64 = entry + 46 + nameLength + 4;
    const [length, stored, local] = [0, 8, 16].map(offset => long(zip64 + offset));
    assert.equal(file.readUInt32LE(local), 0x04034b50);
    const localZip64 = local + 30 + nameLength + 4;
    // Without compression, both lengths are the same in both headers.
    assert.deepEqual([stored, long(localZip64), long(localZip64 + 8)], [length, length, length]);
    // The Zip64 fields have the number 1, and are 24 and 16 bytes long.
    const fields = [zip64 - 4, zip64 - 2, localZip64 - 4, localZip64 - 2];
    assert.deepEqual(
      fields.map(position => file.readUInt16LE(position)),
      [1, 24, 1, 16],
    );
    const crc = file.readUInt32LE(entry + 16);
    assert.equal(file.readUInt32LE(local + 14), crc);
    const from = local + 30 + nameLength + 20;
    const member = file.subarray(from, from + length);
    assert.equal(crc32(member), crc, name);
    arrays.set(name.replace('.npy', ''), readNpy(member));
    entry = zip64 + 24;
  }
  assert.equal(entry, end);
  return arrays;
}

function readNpy(member: Buffer): ReadArray {
  const start = 10 + member.readUInt16LE(8);
  assert.equal(start % 64, 0);
  const header = member.toString('latin1', 10, start);
  const [, type = '', sizes = ''] = /'descr': '([^']+)'.*'shape': \(([^)]*)\)/.exec(header) ?? [];
  const shape = sizes.split(',').flatMap(size => (size.trim() === '' ? [] : [Number(size)]));
  const data = member.subarray(start);
  if (type in numpyTypes) return numbersIn(data, numpyTypes[type], shape);
  const width = Number(type.slice(2));
  const strings = Array.from({ length: product(shape) }, (_, i) => {
    const codes = Array.from({ length: width }, (_, k) => data.readUInt32LE(4 * (i * width + k)));
    return String.fromCodePoint(...codes.filter(code => code > 0));
  });
  return { shape, values: strings };
}
