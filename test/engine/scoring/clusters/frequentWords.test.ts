import assert from 'node:assert/strict';
import { frequentWords } from '../../../../src/engine/scoring/clusters/frequentWords';

const all = {
  words: ['a', 'b', 'c', 'd', 'e'],
  counts: [3, 9, 5, 5, 1],
  vectors: Float32Array.from({ length: 10 }, (_, i) => i),
  size: 2,
};

describe('the most frequent words of a text', () => {
  it('are in the order of the vocabulary, with their counts and vectors', () => {
    assert.deepEqual(frequentWords(all, 3), {
      ...{ words: ['b', 'c', 'd'], counts: [9, 5, 5], size: 2 },
      vectors: Float32Array.of(2, 3, 4, 5, 6, 7),
    });
    assert.deepEqual(frequentWords(all, 2).words, ['b', 'c'], 'of equal counts, the first');
    assert.deepEqual(frequentWords(all, 9), all);
  });

  it('are those that are wanted', () => {
    assert.deepEqual(frequentWords(all, 2, word => word !== 'b').words, ['c', 'd']);
  });

  it('must be at least two', () => {
    assert.equal(frequentWords(all, 9, word => 'ae'.includes(word)).words.length, 2);
    assert.throws(() => frequentWords(all, 9, word => word === 'a'), /at least 2 words .* the text has 1/);
    assert.throws(() => frequentWords(all, 1), /the text has 1/);
  });
});
