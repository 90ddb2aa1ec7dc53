import assert from 'node:assert/strict';
import { safetensorsPlan } from '../../../src/engine/storage/safetensors/plan';
import { encodeSafetensors } from '../../../src/engine/storage/safetensors/safetensors';

describe('a safetensors file of streamed tensors', () => {
  it('has the bytes of a file that is written at once', () => {
    const tensors = [
      { name: 'a', dtype: 'F32', shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) },
      { name: 'b', dtype: 'I32', shape: [2], data: Int32Array.of(7, -8) },
      { name: 'c', dtype: 'F32', shape: [], data: Float32Array.of(9) },
    ] as const;
    const expected = encodeSafetensors(tensors, { key: 'value' });
    const { entries, rest } = safetensorsPlan(tensors, { key: 'value' });
    const file = new Uint8Array(expected.length);
    for (const [i, { at, prefix }] of entries.entries()) {
      assert.equal(prefix.length, 0);
      const { data } = tensors[i];
      file.set(new Uint8Array(data.buffer), at);
    }
    for (const { at, prefix } of rest([])) file.set(prefix, at);
    assert.deepEqual(file, expected);
  });
});
