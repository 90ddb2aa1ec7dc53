import assert from 'node:assert/strict';
import { firstsOf } from '../../../../src/engine/families/rnnlm/text/classes';

describe('the classes of words', () => {
  it('begin at the first of their words, and the last one ends with the last word', () => {
    assert.deepEqual(firstsOf(Int32Array.of(0, 0, 1, 3), 4), Int32Array.of(0, 2, 3, 3, 4));
  });
});
