import assert from 'node:assert/strict';
import { checkSize, stateBytes } from '../../src/cli/states/checkRoom';
import type { ChosenParts } from '../../src/engine/inspection/parts';

describe('the size of a file of states', () => {
  it('grows with the tokens and the units of the chosen parts', () => {
    const parts = {
      inspector: {
        parts: [
          { name: 'h', layer: 0, size: 16, kind: 'state' },
          { name: 'c', layer: 0, size: 16, kind: 'state' },
        ],
        read: () => [],
      },
      chosen: [1],
    } as unknown as ChosenParts;
    // Float32 values, a 32-bit id, and two 64-bit places per token.
    assert.equal(stateBytes(parts, 100_000_000), 1e8 * (16 * 4 + 4 + 8 + 8));
  });

  it('is compared with the free space of the disk', () => {
    checkSize('h.npz', 10, 10);
    assert.throws(() => checkSize('h.npz', 8.4e9, 2e9), /"h\.npz" would have 8\.4\d* GB, but .* only 2.* GB/);
  });
});
