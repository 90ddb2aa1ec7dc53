import assert from 'node:assert/strict';
import { concatenate } from '../../src/engine/core/concatenate';
import { PlanningArena } from '../../src/engine/core/planningArena';
import { ReferenceArena } from '../../src/engine/core/referenceArena';
import { asColumn, partOfRow } from '../../src/engine/core/tensor';
import { availableKernels } from './support/kernels';

describe('the memory of tensors', () => {
  it('gives every tensor and every list of ids its own zeros, and keeps what is in it when it grows', async () => {
    for (const arena of [new ReferenceArena(), ...(await availableKernels()).map(kernels => kernels.arena)]) {
      const sizes = [1, 3, 8, 1, 100, 5, 9_000, 2, 70_000, 7];
      const parts = sizes.map((size, i) => {
        const [tensor, ids] = [arena.tensor(size, i + 1), arena.ids(size)];
        assert.ok([...arena.values(tensor), ...arena.idValues(ids)].every(value => value === 0));
        arena.values(tensor).fill(i + 1);
        arena.idValues(ids).fill(-i - 1);
        return { tensor, ids, size };
      });
      for (const [i, { tensor, ids, size }] of parts.entries()) {
        assert.deepEqual([tensor.rows, tensor.columns, ids.length], [size, i + 1, size]);
        const [values, numbers] = [arena.values(tensor), arena.idValues(ids)];
        assert.deepEqual([values.length, numbers.length], [size * (i + 1), size]);
        assert.ok(values.every(value => value === i + 1) && numbers.every(value => value === -i - 1));
      }
    }
  });

  it('is shared by a tensor and its parts', async () => {
    for (const arena of [new ReferenceArena(), ...(await availableKernels()).map(kernels => kernels.arena)]) {
      arena.tensor(1, 1);
      const tensor = arena.tensor(3, 4);
      arena.values(tensor).set(Array.from({ length: 12 }, (_, i) => i));
      const read = (part: typeof tensor) => [part.rows, part.columns, ...arena.values(part)];
      assert.deepEqual(read(arena.slice(tensor, 1, 2)), [2, 4, 4, 5, 6, 7, 8, 9, 10, 11]);
      assert.deepEqual(read(asColumn(arena.slice(tensor, 2, 1))), [4, 1, 8, 9, 10, 11]);
      assert.deepEqual(read(partOfRow(arena, tensor, 1, 2, 2)), [1, 2, 6, 7]);
    }
  });

  it('is not allocated where only shapes are planned', () => {
    const arena = new PlanningArena();
    const tensor = arena.tensor(1e6, 1e6);
    assert.deepEqual([tensor.rows, tensor.columns, arena.ids(1e9).length], [1e6, 1e6, 1e9]);
    const { rows, columns } = arena.slice(tensor, 5, 7);
    assert.deepEqual([rows, columns], [7, 1e6]);
    assert.throws(() => arena.values(), /no numbers/);
    assert.throws(() => arena.idValues(), /no ids/);
  });
});

describe('arrays that are concatenated', () => {
  it('contain all parts in order', () => {
    assert.deepEqual(concatenate(Uint8Array, [[1, 2], [], Uint8Array.of(3)]), Uint8Array.of(1, 2, 3));
    assert.deepEqual(concatenate(Float64Array, [[0.5], [-1, 2]]), Float64Array.of(0.5, -1, 2));
    assert.deepEqual(concatenate(Uint8Array, []), new Uint8Array());
  });
});
