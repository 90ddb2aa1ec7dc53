import assert from 'node:assert/strict';
import { tokenAtCaret } from '../../src/workers/reader/tokenAtCaret';

describe('the token at the caret', () => {
  // "the cat", an empty line, "sat": words leave out the blanks between them.
  const [starts, ends] = [
    [4, 8, 13],
    [7, 11, 16],
  ];
  const at = (caret: number) => tokenAtCaret(starts, ends, caret, 16);

  it('is the one that the caret is in or before', () => {
    assert.deepEqual([4, 6, 8].map(at), [0, 0, 1]);
  });

  it('is the next one in the blanks between tokens', () => {
    assert.deepEqual([7, 11, 12].map(at), [1, 2, 2]);
  });

  it('is the last one at the end of the text', () => {
    assert.equal(at(16), 2);
    assert.equal(tokenAtCaret(starts, ends, 16, 40), -1);
  });

  it('is none before the text that was read, and without tokens', () => {
    assert.equal(at(3), -1);
    assert.equal(tokenAtCaret([], [], 0, 0), -1);
  });
});
