import assert from 'node:assert/strict';
import { readFasterRnnlmMutants, wholePairs } from './support/mutants';

describe('a mutated model of faster-rnnlm', () => {
  it('is loaded or refused with a UserError, and takes no memory that its size does not justify (10,000 of them)', () => {
    const { loaded, refused } = readFasterRnnlmMutants(wholePairs(), 1, 10_000);
    assert.equal(loaded + refused, 10_000);
    assert.ok(loaded > 300 && refused > 3000, `${loaded} loaded, ${refused} refused`);
  });
});
