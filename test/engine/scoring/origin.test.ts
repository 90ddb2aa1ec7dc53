import assert from 'node:assert/strict';
import { readingEndOf, readingStartOf } from '../../../src/engine/scoring/readingStart';

const TEXT = 'one\ntwo\n\nthree\nfour\n \n five';
const at = (word: string) => TEXT.indexOf(word);

describe('the start of reading', () => {
  it('is the place itself, or the start of the text', () => {
    assert.equal(readingStartOf(TEXT, at('four') + 2, 'none'), at('four') + 2);
    assert.equal(readingStartOf(TEXT, at('four') + 2, 'document'), 0);
  });

  it('is the start of the line, which a newline ends', () => {
    for (const word of ['one', 'two', 'three', 'four']) {
      for (const offset of [0, 1, 3])
        assert.equal(readingStartOf(TEXT, at(word) + offset, 'line'), at(word), word);
    }
    assert.equal(readingStartOf('\nx', 1, 'line'), 1);
    assert.equal(readingStartOf('\nx', 0, 'line'), 0);
    assert.equal(readingStartOf('', 0, 'line'), 0);
  });

  it('is the place after the last blank line, or the start of the text', () => {
    assert.equal(readingStartOf(TEXT, at('two') + 3, 'paragraph'), 0);
    assert.equal(readingStartOf(TEXT, at('four') + 1, 'paragraph'), at('three'));
    assert.equal(readingStartOf(TEXT, at('five'), 'paragraph'), at(' five'));
    assert.equal(readingStartOf(TEXT, 0, 'paragraph'), 0);
    assert.equal(readingStartOf('\na\nb', 4, 'paragraph'), 1);
  });

  it('of a cloze model ends with the paragraph, and at a blank line reads no other paragraph', () => {
    const text = 'one\ntwo\n\nthree\n';
    const endAt = (end: number) => readingEndOf(text, { end, context: 'paragraph' });
    assert.deepEqual([endAt(1), endAt(5)], [7, 7]);
    assert.equal(endAt(8), 8, 'the blank line');
    assert.equal(endAt(9), text.length - 1);
  });
});
