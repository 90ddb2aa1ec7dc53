import assert from 'node:assert/strict';
import { crc32 } from '../../../src/engine/core/crc';
import { npyStrings } from '../../../src/engine/storage/npz/npy';
import { npzPlan } from '../../../src/engine/storage/npz/npz';
import { readNpz } from '../../support/stateFiles';

const tensors = [
  { name: 'h', dtype: 'F32', shape: [2, 3] },
  { name: 'ids', dtype: 'I32', shape: [2] },
  { name: 'starts', dtype: 'I64', shape: [2] },
] as const;
const values = [
  Float32Array.of(1, -2, 3.5, 0, 1e-3, 6),
  Int32Array.of(7, -8),
  BigInt64Array.of(9n, 2n ** 40n),
];

/** Writes the tensors into a file as the plan says. */
function written(others: Readonly<Record<string, Uint8Array>>): Buffer {
  const { entries, rest } = npzPlan(tensors, others);
  const parts = entries.map(({ at, prefix }, i) => {
    const data = values[i] ? new Uint8Array(values[i].buffer) : new Uint8Array();
    return { at, bytes: Buffer.concat([prefix, data]) };
  });
  const all = [
    ...parts,
    ...rest(parts.map(({ bytes }) => crc32(bytes))).map(({ at, prefix }) => ({
      at,
      bytes: Buffer.from(prefix),
    })),
  ];
  const file = Buffer.alloc(Math.max(...all.map(({ at, bytes }) => at + bytes.length)));
  for (const { at, bytes } of all) bytes.copy(file, at);
  return file;
}

describe('an npz file', () => {
  it('has every tensor, and no byte between its members', () => {
    const arrays = readNpz(written({}));
    assert.deepEqual(
      [...arrays],
      [
        ['h', { shape: [2, 3], values: [...Float32Array.of(1, -2, 3.5, 0, 1e-3, 6)] }],
        ['ids', { shape: [2], values: [7, -8] }],
        ['starts', { shape: [2], values: [9, 2 ** 40] }],
      ],
    );
  });

  it('has strings of any script, padded to the longest', () => {
    const words = ['a', '言葉', '𝄞x', ''];
    const arrays = readNpz(written({ words: npyStrings(words, [4]), model: npyStrings(['one']) }));
    assert.deepEqual(arrays.get('words'), { shape: [4], values: words });
    assert.deepEqual(arrays.get('model'), { shape: [], values: ['one'] });
  });

  it('has the same bytes whenever it is written', () => {
    assert.ok(written({}).equals(written({})));
  });

  it('has exactly these bytes, which numpy, unzip and zipfile read', () => {
    const parts = [
      // The local header: version 4.5, no flags, no compression, 1 January 1980, CRC-32, lengths in Zip64.
      '504b0304 2d00 0000 0000 0000 2100 5d20a002 ffffffff ffffffff 0500 1400',
      `${hexOf('h.npy')} 0100 1000 8800000000000000 8800000000000000`,
      // The npy file: the magic string, version 1.0, the length of the header, the header, two numbers.
      `93${hexOf('NUMPY')} 0100 7600`,
      hexOf(`{'descr': '<i4', 'fortran_order': False, 'shape': (2,), }${' '.repeat(60)}\n`),
      '07000000 f8ffffff',
      // The directory.
      '504b0102 2d00 2d00 0000 0000 0000 2100 5d20a002 ffffffff ffffffff 0500 1c00',
      `0000 0000 0000 00000000 ffffffff ${hexOf('h.npy')}`,
      '0100 1800 8800000000000000 8800000000000000 0000000000000000',
      // The end of the directory, its locator, and the end in the old format.
      '504b0606 2c00000000000000 2d00 2d00 00000000 00000000 0100000000000000 0100000000000000',
      '4f00000000000000 bf00000000000000',
      '504b0607 00000000 0e01000000000000 01000000',
      '504b0506 0000 0000 0100 0100 ffffffff ffffffff 0000',
    ];
    const { entries, rest } = npzPlan([{ name: 'h', dtype: 'I32', shape: [2] }], {});
    const member = Buffer.concat([entries[0].prefix, Buffer.from(Int32Array.of(7, -8).buffer)]);
    const [local, directory] = rest([crc32(member)]);
    assert.deepEqual(
      [local.at, entries[0].at, directory.at],
      [0, local.prefix.length, local.prefix.length + member.length],
    );
    const bytes = Buffer.concat([local.prefix, member, directory.prefix]);
    assert.equal(bytes.toString('hex'), parts.join('').replaceAll(' ', ''));
  });

  it('has an empty string as one character of code 0', () => {
    assert.equal(Buffer.from(npyStrings([''])).toString('hex', 128 - 64 + 63), '0a00000000');
    assert.equal(Buffer.from(npyStrings(['ab', 'c'], [2])).length, 128 + 16);
  });
});

const hexOf = (text: string) => Buffer.from(text, 'latin1').toString('hex');
