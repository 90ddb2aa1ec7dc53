import assert from 'node:assert/strict';
import { originOf } from '../../../src/engine/read/origin';

const TEXT = 'one\ntwo\n\nthree\nfour\n \n five';
const at = (word: string) => TEXT.indexOf(word);

describe('where reading begins', () => {
  it('is the place itself, or the start of the text', () => {
    assert.equal(originOf(TEXT, at('four') + 2, 'none'), at('four') + 2);
    assert.equal(originOf(TEXT, at('four') + 2, 'document'), 0);
  });

  it('is the start of the line, which a newline ends', () => {
    for (const word of ['one', 'two', 'three', 'four']) {
      for (const offset of [0, 1, 3]) assert.equal(originOf(TEXT, at(word) + offset, 'line'), at(word), word);
    }
    assert.equal(originOf('\nx', 1, 'line'), 1);
    assert.equal(originOf('\nx', 0, 'line'), 0);
    assert.equal(originOf('', 0, 'line'), 0);
  });

  it('is what follows the last blank line, or the start of the text', () => {
    assert.equal(originOf(TEXT, at('two') + 3, 'paragraph'), 0);
    assert.equal(originOf(TEXT, at('four') + 1, 'paragraph'), at('three'));
    assert.equal(originOf(TEXT, at('five'), 'paragraph'), at(' five'));
    assert.equal(originOf(TEXT, 0, 'paragraph'), 0);
    assert.equal(originOf('\na\nb', 4, 'paragraph'), 1);
  });
});
