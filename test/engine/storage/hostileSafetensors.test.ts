import assert from 'node:assert/strict';
import { decodeSafetensors } from '../../../src/engine/storage/safetensors/readSafetensors';
import type { StoredTensor } from '../../../src/engine/storage/safetensors/safetensors';
import { checkFinite } from '../../../src/engine/storage/safetensors/tensors';
import { UserError } from '../../../src/protocol/userError';
import { assemble, entry } from './support/assemble';

const refused = (file: Uint8Array, message: RegExp) =>
  assert.throws(
    () => decodeSafetensors(file),
    (error: unknown) => error instanceof UserError && message.test(error.message),
    `${message}`,
  );

describe('a hostile safetensors file is refused', () => {
  const f32 = entry('F32', [1], 0, 4);
  const twice = (name: string) => `{"${name}":${f32},"${name}":${f32}}`;
  const wrong: readonly [string, string, RegExp, number?][] = [
    ['an empty header', '', /ends at byte 8, before a \{/],
    ['no object', '[]', /byte 8 is \[, but \{/],
    ['a header cut short', `{"a":${f32}`, /ends at byte \d+, before a \}/],
    ['more after the header', `{"a":${f32}}x`, /is x, but/],
    ['a name twice', `{"a":${f32},"\\u0061":${f32}}`, /names "a" twice/],
    ['a name of 80 letters twice', twice('n'.repeat(80)), /names "n{80}" twice/],
    ['a name of 81 letters twice', twice('n'.repeat(81)), /names "n{80}…" twice/],
    [
      'a field twice',
      `{"a":{"dtype":"F32","dtype":"I32","shape":[1],"data_offsets":[0,4]}}`,
      /names "dtype" twice/,
    ],
    ['a note twice', `{"__metadata__":{"k":"","k":""},"a":${f32}}`, /names "k" twice/],
    ['metadata twice', `{"__metadata__":{},"a":${f32},"__metadata__":{}}`, /names "__metadata__" twice/],
    ['__proto__ twice', `{"__proto__":${f32},"__proto__":${f32}}`, /names "__proto__" twice/],
    ['an unknown field', `{"a":{"x":0}}`, /contains "x" for its tensor "a"/],
    ['a missing field', `{"a":{"dtype":"F32","shape":[1]}}`, /"a" lacks/],
    ['one offset', `{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}`, /"a" lacks/],
    ['three offsets', `{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}`, /but \] was/],
    ['notes that are numbers', `{"__metadata__":{"k":1},"a":${f32}}`, /is 1, but " was/],
    ['metadata that is not an object', `{"__metadata__":[],"a":${f32}}`, /is \[, but \{ was/],
    [
      'an unknown type',
      `{"a":${entry('F8_E4M3', [4], 0, 4)}}`,
      /type F8_E4M3, which cannot be read. Supported types: F64/,
    ],
    ['a type of JavaScript', `{"a":${entry('__proto__', [4], 0, 4)}}`, /type __proto__/],
    ['a type that is a number', `{"a":{"dtype":5}}`, /is 5, but " was/],
    ['a hole before', `{"a":${entry('F32', [1], 4, 8)}}`, /"a" is at 4 to 8 .* only 0/, 8],
    [
      'an overlap',
      `{"a":${entry('F32', [2], 0, 8)},"b":${entry('F32', [1], 4, 8)}}`,
      /"b" is at 4 to 8 .* only 8/,
      8,
    ],
    [
      'an end before the beginning',
      `{"e":${f32},"a":${entry('F32', [1], 4, 0)}}`,
      /"a" \(elements: 1, .*\) has -4 bytes/,
    ],
    ['an end after the file', `{"a":${entry('F32', [2], 0, 8)}}`, /"a" is at 0 to 8 .* to 4/],
    ['bytes that nobody has', `{"a":${f32}}`, /tensors end at byte/, 8],
    [
      'a shape that is too small',
      `{"a":${entry('F64', [], 0, 4)}}`,
      /"a" \(elements: 1, type F64\) has 4 bytes/,
    ],
    [
      'a shape that is too large, after another tensor',
      `{"b":${entry('F32', [2], 0, 8)},"a":${entry('F32', [2, 3], 8, 12)}}`,
      /"a" \(elements: 2 x 3, type F32\) has 4 bytes/,
      12,
    ],
    ['a shape that overflows', `{"a":${entry('F32', [2 ** 52, 2 ** 52], 0, 4)}}`, /has 4 bytes/],
    [
      'a shape that overflows to zero',
      `{"a":${entry('F32', [2 ** 31, 2 ** 31, 4], 0, 0)}}`,
      /has 0 bytes/,
      0,
    ],
    [
      'infinitely many times zero',
      `{"a":${entry('F32', [...Array(63).fill(2 ** 52), 0], 0, 0)}}`,
      /has 0 bytes/,
      0,
    ],
    ['too many sizes', `{"a":${entry('F32', Array(65).fill(1), 0, 4)}}`, /but \] was/],
    ['a size below zero', `{"a":{"shape":[-1]}}`, /is -, but 0 \.\.\. 9007199254740991/],
    ['a size beyond all sizes', `{"a":{"shape":[9007199254740992]}}`, /is 9, but 0/],
    ['a fraction', `{"a":{"shape":[1.5]}}`, /is \., but \]/],
    ['an exponent', `{"a":{"shape":[1e3]}}`, /is e, but \]/],
    ['a leading zero', `{"a":{"shape":[01]}}`, /is 1, but \]/],
    ['no number', `{"a":{"shape":[null]}}`, /is n, but 0/],
    ['a line end in a name', `{"a\n":${f32}}`, /is 0xa, but "/],
    ['an escape that there is not', `{"\\x":${f32}}`, /are not text/],
    ['a name that does not end', '{"a\\', /ends at byte \d+, before a "/],
    ['depths', `{"a":${'['.repeat(1e6)}`, /is \[, but \{/],
    ['other depths', `{"a":{"shape":${'['.repeat(1e6)}`, /is \[, but 0/],
  ];
  for (const [what, header, message, data = 4] of wrong) {
    it(what, () => refused(assemble(header, data), message));
  }

  it('with a length beyond the file or beyond reason', () => {
    refused(new Uint8Array(7), /it has 7 bytes/);
    for (const length of [3n, 2n ** 53n, 2n ** 64n - 1n]) {
      const file = new Uint8Array(10);
      new DataView(file.buffer).setBigUint64(0, length, true);
      refused(file, /announces a header of \d+ bytes, but at most 2 are/);
    }
    refused(assemble('', 0, 100_000_001), /but at most 100000000 are/);
  });

  it('with bytes that are not text', () => {
    const file = assemble(`{"aa":${f32}}`, 4);
    file[10] = 0xff;
    refused(file, /bytes 10 to 12 are not text/);
  });

  it('with a control character in a text', () => {
    for (const control of ['\x00', '\x0a', '\x1f'])
      refused(
        assemble(`{"a${control}":1}`, 0),
        new RegExp(`byte 11 is 0x${control.charCodeAt(0).toString(16)}, but " was expected`),
      );
  });

  it('with a hundred thousand names, at once', () => {
    const names = Array.from({ length: 100_000 }, (_, i) => `"${i}":${entry('F32', [0], 0, 0)}`);
    refused(assemble(`{${names.join(',')}}`, 0), /more than 10000 names/);
    assert.equal(decodeSafetensors(assemble(`{${names.slice(0, 1e4).join(',')}}`, 0)).tensors.size, 1e4);
  });

  it('with the place of the fault in the file', () => {
    const again = `{"a":${f32},"a"`;
    refused(assemble(`${again}:${f32}}`, 4), new RegExp(`twice, again before byte ${8 + again.length}\\.`));
    const file = assemble(`{"a":${f32}}`, 9);
    refused(file, new RegExp(`has ${file.length} bytes, but its tensors end at byte ${file.length - 5}\\.`));
    const damaged: StoredTensor = {
      name: 'b',
      dtype: 'F32',
      shape: [4],
      data: Float32Array.of(1, 2, NaN, 0),
    };
    assert.throws(() => checkFinite(damaged), /number 3 of 4 in "b" is NaN/);
    checkFinite({ ...damaged, data: Float32Array.of(1, 2, 3, 0) });
    assert.throws(
      () => checkFinite({ ...damaged, data: Float32Array.of(-Infinity) }),
      /number 1 of 1 in "b" is -I/,
    );
  });

  it('with a short message', () => {
    const name = 'a'.repeat(1e6);
    refused(assemble(`{"${name}":${entry('F9', [], 0, 4)}}`, 4), /^.{100,300}$/);
  });
});
