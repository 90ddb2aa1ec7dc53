import assert from 'node:assert/strict';
import { commonSegments, type TokenProbabilities } from '../../src/engine/scoring/commonSegments';

const tokens = (...list: readonly (readonly [number, number, number])[]): TokenProbabilities => ({
  starts: Int32Array.from(list, ([start]) => start),
  ends: Int32Array.from(list, ([, end]) => end),
  logProbs: Float64Array.from(list, ([, , logProb]) => logProb),
});
const listed = (text: string, a: TokenProbabilities, b: TokenProbabilities) => {
  const { starts, ends, logProbs, others } = commonSegments(text, a, b);
  return Array.from(starts, (start, i) => [start, ends[i], logProbs[i], others[i]]);
};

describe('the common segments of two models', () => {
  const words = tokens([0, 3, -1], [4, 7, -2], [7, 7, -0.5]);
  const letters = tokens(...Array.from({ length: 7 }, (_, i) => [i, i + 1, -0.25] as const));

  it('are the tokens themselves if both models split the text alike', () => {
    const other = tokens([0, 3, -3], [4, 7, -4], [7, 7, -5]);
    assert.deepEqual(listed('one two', words, other), [
      [0, 3, -1, -3],
      [4, 7, -2.5, -9],
    ]);
  });

  it('are words if one model reads letters, with the sum over the letters', () => {
    assert.deepEqual(listed('one two', words, letters), [
      [0, 3, -1, -0.75],
      [4, 7, -2.5, -1],
    ]);
    assert.deepEqual(listed('one two', letters, words), [
      [0, 3, -0.75, -1],
      [3, 7, -1, -2.5],
    ]);
  });

  it('have no value where one model begins inside a token or knows no token', () => {
    const cut = tokens([1, 2, -1], [2, 3, -1], [3, 4, -1], [4, 5, -1], [5, 6, -1], [6, 7, -1]);
    assert.deepEqual(listed('one two', words, cut), [
      [0, 3, Number.NaN, Number.NaN],
      [4, 7, -2.5, -4],
    ]);
    const unknown = tokens([0, 3, Number.NaN], [4, 7, -2]);
    assert.ok(Number.isNaN(listed('one two', unknown, letters)[0][2]));
    assert.deepEqual(listed('one two', tokens(), letters), []);
    assert.deepEqual(listed('one two', tokens([0, 2, -1]), tokens([0, 3, -1])), []);
  });
});
