import assert from 'node:assert/strict';
import { toUtf8 } from '../../../src/engine/data/decode';
import { linesIn } from '../../../src/engine/data/lines';
import { smallPieces } from '../../../src/engine/data/smallPieces';
import {
  betweenCharacters,
  betweenLinesOfSentences,
  betweenLinesOfWords,
  codePointBoundaries,
} from '../../../src/engine/data/tokenBoundaries';

const PIECE = 8192;

describe('small pieces of a text', () => {
  const lengths = (text: string, boundaries = betweenCharacters) => {
    const pieces = [...smallPieces(text, boundaries)];
    assert.equal(pieces.join(''), text);
    return pieces.map(({ length }) => length);
  };

  it('have 8,192 units, except the last one', () => {
    assert.deepEqual(lengths(''), []);
    assert.deepEqual(lengths('a'), [1]);
    assert.deepEqual(lengths('a'.repeat(PIECE)), [PIECE]);
    assert.deepEqual(lengths('a'.repeat(2 * PIECE + 1)), [PIECE, PIECE, 1]);
  });

  it('end at the last boundary before, or the first one after', () => {
    const line = `${'b'.repeat(5000)}\n`;
    assert.deepEqual(lengths(line.repeat(3), betweenLinesOfWords), [5001, 5001, 5001]);
    assert.deepEqual(lengths(`${'b'.repeat(9000)}\nc`, betweenLinesOfWords), [9001, 1]);
    assert.deepEqual(lengths(`${'a'.repeat(PIECE - 1)}𝄞`), [PIECE - 1, 2]);
  });
});

describe('the place at which a long line is divided', () => {
  it('is before its last word', () => {
    for (const blank of [' ', '\t', '\v', '\f']) {
      assert.equal(betweenLinesOfWords.insideLine(`one two${blank}three`), 8);
      assert.equal(betweenLinesOfWords.insideLine(`one two${blank}${blank}`), 4);
    }
    assert.equal(betweenLinesOfWords.insideLine('one'), 0);
  });

  it('is after an East Asian comma or before a space, where no sentence ends', () => {
    assert.equal(betweenLinesOfSentences.insideLine('あい、うえ'), 3);
    assert.equal(betweenLinesOfSentences.insideLine('我，是'), 2);
    assert.equal(betweenLinesOfSentences.insideLine('a b c'), 3);
    assert.equal(betweenLinesOfSentences.insideLine('ab '), 2);
    assert.equal(betweenLinesOfSentences.insideLine('abc'), 3);
    assert.equal(betweenLinesOfSentences.insideLine('ab\uD834'), 2);
  });

  it('is not inside a character', () => {
    assert.equal(codePointBoundaries.insideLine('a𝄞'), 3);
    assert.equal(codePointBoundaries.insideLine('a\uD834'), 1);
    assert.equal(betweenCharacters.insideLine('a\r'), 1);
    assert.equal(betweenCharacters.insideLine('ab'), 2);
  });
});

describe('a text', () => {
  it('has lines without their ends', () => {
    assert.deepEqual(linesIn('a\r\nb\n\nc\rd'), ['a', 'b', '', 'c', 'd']);
    assert.deepEqual(linesIn('a\n'), ['a']);
    assert.deepEqual(linesIn(''), []);
  });

  it('is converted to UTF-8 from its encoding', () => {
    const bytes = () => [Uint8Array.of(0x82, 0xa0, 0x82), Uint8Array.of(0xa2, 0x61)];
    assert.equal(Buffer.concat([...toUtf8(bytes, 'a.txt', 'shift_jis')]).toString(), 'あいa');
    assert.throws(() => [...toUtf8(Uint8Array.of(0x82, 0x20), 'a.txt', 'shift_jis')], /"a\.txt"/);
  });
});
