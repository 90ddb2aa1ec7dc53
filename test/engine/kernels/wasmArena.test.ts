import assert from 'node:assert/strict';
import { WasmArena } from '../../../src/engine/kernels/simd/wasmArena';

const PAGE = 65_536;

describe('the memory of tensors', () => {
  it('grows by the pages that are missing, with 32 bytes beyond the last tensor', () => {
    for (const pages of [1, 2, 5]) {
      for (const more of [-4, 0, 4]) {
        const memory = new WebAssembly.Memory({ initial: 1, maximum: 16 });
        const arena = new WasmArena(memory, 0);
        const bytes = pages * PAGE - 32 + more;
        arena.reserve(bytes);
        assert.equal(memory.buffer.byteLength, (more > 0 ? pages + 1 : pages) * PAGE, `${pages}, ${more}`);
      }
    }
  });

  it('has aligned tensors one after another', () => {
    const memory = new WebAssembly.Memory({ initial: 1 });
    const arena = new WasmArena(memory, 5);
    const [a, ids, b] = [arena.tensor(3, 2), arena.ids(1), arena.tensor(1, 1)];
    assert.deepEqual([a.pointer, ids.pointer, b.pointer], [64, 128, 192]);
    assert.deepEqual([arena.values(a).length, arena.idValues(ids).length], [6, 1]);
    const row = arena.slice(a, 1, 2);
    assert.deepEqual(row, { pointer: 72, rows: 2, columns: 2 });
    assert.equal(memory.buffer.byteLength, PAGE);
  });
});
