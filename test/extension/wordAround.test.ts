import assert from 'node:assert/strict';
import { wordAround } from '../../src/extension/reading/wordAround';

describe('a letter in its word', () => {
  const around = (text: string, letter: string) => {
    const start = text.indexOf(letter);
    return wordAround((from, to) => text.slice(from, to), start, start + letter.length);
  };

  it('is shown with the letters before and after it, up to the next punctuation mark or space', () => {
    assert.deepEqual(around('(Standing)', 'i'), ['Stand', 'ng']);
    assert.deepEqual(around("a don't!", "'"), ['don', 't']);
    assert.deepEqual(around('the quick', ' '), ['the', 'quick']);
    assert.deepEqual(around('fox.\nThe', '\n'), ['', 'The']);
    assert.deepEqual(around('x', 'x'), ['', '']);
  });

  it('is shown with only the nearest letters of a long word; a wide letter counts twice', () => {
    assert.deepEqual(around('abcdefghijklmnXabcdefghijklmn', 'X'), ['…cdefghijklmn', 'abcdefghijkl…']);
    assert.deepEqual(around('親譲りの無鉄砲で小供の時から', '砲'), ['親譲りの無鉄', 'で小供の時か…']);
  });

  it('is never cut in two', () => {
    const [before, after] = around(`${'𠮷'.repeat(40)}X${'𠮷'.repeat(40)}`, 'X');
    assert.deepEqual([[...before].length, [...after].length], [7, 7]);
    assert.deepEqual([before, after], [`…${'𠮷'.repeat(6)}`, `${'𠮷'.repeat(6)}…`]);
  });
});
