import assert from 'node:assert/strict';
import { readMixtureMutants, wholeMixtures } from './support/recordMutants';

describe('a mutated record of a mixture', () => {
  it('is loaded with probabilities that sum to 1, or refused (10,000 mutants)', () => {
    const { loaded, refused } = readMixtureMutants(wholeMixtures(), 1, 10_000);
    assert.ok(loaded > 300 && refused > 3000, `${loaded} loaded, ${refused} refused`);
  });
});
