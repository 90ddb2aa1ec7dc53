import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeCheckpoint, encodeCheckpoint } from '../../../src/engine/storage/runs/checkpointFormat';
import { decodeSafetensors } from '../../../src/engine/storage/safetensors/readSafetensors';
import { encodeSafetensors, type StoredTensor } from '../../../src/engine/storage/safetensors/safetensors';
import { UserError } from '../../../src/protocol/userError';
import { assemble, entry } from './support/assemble';

const arrays = { F64: Float64Array, F32: Float32Array, I32: Int32Array } as const;
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('__proto__', 'constructor', '0', '\uD800', '\uFEFF'),
);
const shape = fc.array(fc.nat(4), { maxLength: 4 });

/** Generates tensors of numbers with arbitrary bits, including NaNs with a payload. */
const tensor = (name: string): fc.Arbitrary<StoredTensor> =>
  fc.tuple(fc.constantFrom('F64', 'F32', 'I32'), shape).chain(([dtype, sizes]) => {
    const bytes = sizes.reduce((a, b) => a * b, arrays[dtype].BYTES_PER_ELEMENT);
    return fc
      .uint8Array({ minLength: bytes, maxLength: bytes })
      .map(bits => ({ name, dtype, shape: sizes, data: new arrays[dtype](bits.slice().buffer) }));
  });
const tensors = fc
  .uniqueArray(
    text.filter(name => name !== '__metadata__'),
    { maxLength: 6 },
  )
  .chain(names => fc.tuple(...names.map(tensor)));
const metadata = fc.dictionary(
  text.filter(key => key !== 'sha256'),
  text,
);

const bitsOf = ({ data }: StoredTensor) => new Uint8Array(data.buffer, data.byteOffset, data.byteLength);

function assertSame(found: ReadonlyMap<string, StoredTensor>, saved: readonly StoredTensor[]): void {
  assert.equal(found.size, saved.length);
  for (const one of saved) {
    const other = found.get(one.name);
    assert.ok(other, JSON.stringify(one.name));
    assert.deepEqual([other.name, other.dtype, other.shape], [one.name, one.dtype, one.shape]);
    assert.deepEqual(bitsOf(other), bitsOf(one));
  }
}

describe('safetensors', () => {
  it('are restored as they were saved, for all names, shapes, types and bits, at any offset in memory', () => {
    fc.assert(
      fc.property(tensors, metadata, fc.nat(7), (saved, notes, shift) => {
        const file = encodeSafetensors(saved, notes);
        assert.equal(new DataView(file.buffer).getUint32(0, true) % 8, 0);
        const memory = new Uint8Array(file.length + shift);
        memory.set(file, shift);
        const found = decodeSafetensors(memory.subarray(shift));
        assertSame(found.tensors, saved);
        assert.deepEqual(Object.entries(found.metadata).sort(), Object.entries(notes).sort());
      }),
    );
  });

  it('are restored from a checkpoint, which detects any changed byte', () => {
    const names = metadata.map(notes =>
      Object.fromEntries(Object.entries(notes).map(([k, v]) => [`n${k}`, v])),
    );
    fc.assert(
      fc.property(tensors, names, fc.nat(), fc.integer({ min: 1, max: 255 }), (saved, notes, place, flip) => {
        const file = encodeCheckpoint({ tensors: saved, metadata: { ...notes, sha256: 'of another' } });
        const found = decodeCheckpoint(file);
        assertSame(found.tensors, saved);
        assert.deepEqual({ ...notes, sha256: found.metadata.sha256 }, found.metadata);
        file[place % file.length] ^= flip;
        assert.throws(() => decodeCheckpoint(file), UserError);
      }),
    );
  });

  it('are read in any order of the header, even with empty ones between', () => {
    const header = `{"b":${entry('F32', [1], 0, 4)},"none":${entry('F64', [0, 3], 0, 0)},"a":${entry('I32', [], 4, 8)} }`;
    const { tensors: found } = decodeSafetensors(assemble(header, 8));
    assert.deepEqual([...found.keys()].sort(), ['a', 'b', 'none']);
  });

  it('may have white space in the header wherever JSON has it, and any name', () => {
    const header = ` {\t"\ufeffa"\r\n:\n{ "dtype" :\t"F32",\r"shape": [ 1 ,\n2 ] , "data_offsets":[0\t,8]}\r, "}":${entry('I32', [], 8, 12)}\n}\r\n\t `;
    const { tensors: found } = decodeSafetensors(assemble(header, 12));
    assert.deepEqual(
      [...found].map(([name, { shape }]) => [name, shape]),
      [
        ['\ufeffa', [1, 2]],
        ['}', []],
      ],
    );
  });

  it('may have notes of any length', () => {
    for (const letter of ['\n', 'é', '語', '\u{1F600}', '\uD800x']) {
      const notes = { long: `${letter.repeat(70_001)}"`, after: letter };
      assert.deepEqual(decodeSafetensors(encodeSafetensors([], notes)).metadata, notes);
    }
  });

  it('of half precision are read exactly', () => {
    const read = (dtype: string, bits: readonly number[]) => {
      const file = assemble(`{"x":${entry(dtype, [bits.length], 0, 2 * bits.length)}}`, 2 * bits.length);
      file.set(new Uint8Array(Uint16Array.from(bits).buffer), file.length - 2 * bits.length);
      return [...(decodeSafetensors(file).tensors.get('x')?.data ?? [])];
    };
    const half = [0x3c00, 0xc000, 0x0001, 0x83ff, 0x7bff, 0xfc00, 0x7e00, 0x8000, 0x3555];
    const halves = [1, -2, 2 ** -24, -1023 * 2 ** -24, 65504, -Infinity, NaN, -0, 0.333251953125];
    assert.deepEqual(read('F16', half), halves);
    assert.deepEqual(read('BF16', [0x3f80, 0xc000, 0x7f80, 0x0001, 0x4049]), [
      1,
      -2,
      Infinity,
      2 ** -133,
      3.140625,
    ]);
  });
});

describe('a long name in a safetensors file', () => {
  it('is read with letters of any length at any place', () => {
    for (const letter of ['é', 'あ', '𝄞']) {
      for (let before = 0; before < 4; before++) {
        const key = 'x'.repeat(before) + letter.repeat(40_000);
        const found = decodeSafetensors(encodeSafetensors([], { [key]: key }));
        assert.ok(found.metadata[key] === key, `${before} letters before ${letter}`);
      }
    }
  });
});
