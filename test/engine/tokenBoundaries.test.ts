import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  betweenCharacters,
  betweenLinesOfSentences,
  betweenLinesOfWords,
  codePointBoundaries,
} from '../../src/engine/data/tokenBoundaries';

/** Generates texts without lone surrogates. */
const texts = fc
  .array(
    fc.constantFrom(
      'a',
      '猫',
      '𝄞',
      '\ud7ff',
      '\ue000',
      '\r',
      '\n',
      '\r\n',
      ' ',
      '\t',
      '\v',
      '\f',
      '\u00a0',
      '、',
    ),
    {
      maxLength: 12,
    },
  )
  .map(parts => parts.join(''));

/** Returns whether a position is between two code points. */
const isBetween = (text: string, at: number) => !/[\ud800-\udbff]$/.test(text.slice(0, at));
const isInCrLf = (text: string, at: number) => text[at - 1] === '\r' && text[at] === '\n';
const isLineStart = (text: string, at: number) =>
  at === 0 || text[at - 1] === '\n' || (text[at - 1] === '\r' && text[at] !== '\n');

/**
 * Returns the nearest position from `at` in one direction that satisfies the condition. Returns the end of
 * the text in this direction if there is none.
 */
function nearest(text: string, at: number, step: 1 | -1, fits: (at: number) => boolean): number {
  while (at >= 0 && at <= text.length && !fits(at)) at += step;
  return Math.min(at, text.length);
}

function atEveryPlace(visit: (text: string, at: number) => void): void {
  fc.assert(
    fc.property(texts, text => {
      for (let at = 0; at <= text.length; at++) visit(text, at);
    }),
  );
}

describe('the boundaries of tokens', () => {
  it('are between code points', () => {
    atEveryPlace((text, at) => {
      const fits = (place: number) => isBetween(text, place);
      assert.equal(codePointBoundaries.before(text, at), nearest(text, at, -1, fits));
      assert.equal(codePointBoundaries.after(text, at), nearest(text, at, 1, fits));
      assert.equal(codePointBoundaries.insideLine(text.slice(0, at)), nearest(text, at, -1, fits));
    });
  });

  it('are not inside CRLF if line ends are one character', () => {
    atEveryPlace((text, at) => {
      const before = text[at - 1] === '\r' ? at - 1 : codePointBoundaries.before(text, at);
      assert.equal(betweenCharacters.before(text, at), before);
      assert.equal(betweenCharacters.insideLine(text.slice(0, at)), before);
      const fits = (place: number) => isBetween(text, place) && !isInCrLf(text, place);
      assert.equal(betweenCharacters.after(text, at), nearest(text, at, 1, fits));
    });
  });

  it('are after line ends', () => {
    atEveryPlace((text, at) => {
      const after = nearest(text, at, 1, place => isLineStart(text, place));
      assert.equal(betweenLinesOfWords.after(text, at), after);
      assert.equal(betweenLinesOfSentences.after(text, at), after);
    });
  });

  it('are before the last word inside a line of words', () => {
    atEveryPlace((text, at) => {
      const line = text.slice(0, at);
      const word = /[^ \t\v\f]+[ \t\v\f]*$/.exec(line);
      assert.equal(betweenLinesOfWords.insideLine(line), word?.index ?? 0);
    });
  });

  it('are before a space or after a comma inside a line of sentences', () => {
    const cases: [string, number][] = [
      ['ab cd e', 5],
      ['ab ', 2],
      ['ab、cd', 3],
      ['猫，犬、', 2],
      ['a b、c', 4],
      [' ab', 3],
      ['ab𝄞', 4],
      ['ab\ud834', 2],
      ['', 0],
    ];
    for (const [line, at] of cases) assert.equal(betweenLinesOfSentences.insideLine(line), at, line);
  });
});
