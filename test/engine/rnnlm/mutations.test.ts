import assert from 'node:assert/strict';
import { readRnnlmMutants, wholeRnnlmFiles } from './support/mutants';

describe('a mutated rnnlm model', () => {
  it('is loaded or refused with a UserError, and takes no memory that its size does not justify (10,000 of them)', () => {
    const { loaded, refused } = readRnnlmMutants(wholeRnnlmFiles(), 1, 10_000);
    assert.equal(loaded + refused, 10_000);
    assert.ok(loaded > 300 && refused > 3000, `${loaded} loaded, ${refused} refused`);
  });
});
