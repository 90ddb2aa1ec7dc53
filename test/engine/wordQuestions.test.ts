import assert from 'node:assert/strict';
import { analogyScore, oddWordScore, readQuestions } from '../../src/engine/course/wordQuestions';
import { unitVectors } from '../../src/engine/vectors/wordVectors';

/** Two kinds of words, each in the present and in the past: [kind 1, kind 2, past]. */
const words: readonly (readonly [string, readonly number[]])[] = [
  ['see', [3, 1, 0]],
  ['saw', [3, 1, 2]],
  ['hear', [3, 0.8, 0]],
  ['heard', [3, 0.8, 2]],
  ['the', [0, 3, 0]],
  ['a', [0.1, 3, 0]],
];
const unit = unitVectors({
  words: words.map(([word]) => word),
  vectors: Float32Array.from(words.flatMap(([, vector]) => vector)),
  size: 3,
});

describe('questions about words', () => {
  it('are read in two sections', () => {
    assert.deepEqual(readQuestions(': analogies\na b c d\n\ne f g h\r\n: odd words\n i j k l \n'), {
      analogies: ['a b c d', 'e f g h'],
      oddWords: ['i j k l'],
    });
    assert.deepEqual(readQuestions('a b c d'), { analogies: [], oddWords: [] });
  });

  it('count the right analogies, and leave out questions with an unknown word', () => {
    const right = 'see saw hear heard';
    const wrong = 'see saw hear the';
    const unknown = 'see saw go went';
    assert.deepEqual(analogyScore(unit, [right, wrong, unknown]), { questions: 3, asked: 2, right: 1 });
    assert.deepEqual(analogyScore(unit, []), { questions: 0, asked: 0, right: 0 });
  });

  it('find the word that does not belong to the others', () => {
    const right = 'see hear saw the';
    const wrong = 'see the hear saw';
    const unknown = 'see hear go the';
    assert.deepEqual(oddWordScore(unit, [right, wrong, unknown]), { questions: 3, asked: 2, right: 1 });
  });
});
