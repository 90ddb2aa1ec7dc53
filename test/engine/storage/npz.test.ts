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
});
