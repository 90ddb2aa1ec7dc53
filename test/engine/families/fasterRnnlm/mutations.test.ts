import assert from 'node:assert/strict';
import { readFasterRnnlmMutants, wholePairs } from './support/mutants';

describe('a mutated model of faster-rnnlm', () => {
  it('is loaded or refused with a UserError, and uses no more memory than its size justifies (10,000 mutants)', () => {
    const { loaded, refused } = readFasterRnnlmMutants(wholePairs(), 1, 10_000);
    assert.equal(loaded + refused, 10_000);
    assert.ok(loaded > 300 && refused > 3000, `${loaded} loaded, ${refused} refused`);
  });
});
