import assert from 'node:assert/strict';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import { scoreText } from '../../../src/engine/scoring/score';
import { codePoints } from '../../../src/engine/scoring/surprisal/codePoints';
import { randomTextModel } from '../support/textModel';

/**
 * Characters at the limits of the surrogate pairs: the first and the last pair, pairs with the first and the
 * last low surrogate, and the characters before and after the surrogates.
 */
const EDGES = ['\u{10000}', '\u{103ff}', '\u{10fc00}', '\u{10ffff}', '\ud7ff', '\ue000'];

describe('the number of characters of a text', () => {
  it('counts a pair of surrogates as one', () => {
    for (const character of EDGES) {
      const text = `a${character}b`;
      assert.equal(codePoints(text, 0, text.length), 3, character);
      assert.equal(codePoints(text, 1, text.length - 1), 1, character);
    }
  });

  it('is that of a score as well, where CRLF counts as one', () => {
    const text = `${EDGES.join('')}\r\na\n`;
    const open = randomTextModel(referenceKernels(), 'character', text);
    assert.equal(scoreText(open, '', text, true).characters, EDGES.length + 3);
    assert.equal(scoreText(open, '\u{10000}', text, true).characters, EDGES.length + 3);
  });
});
