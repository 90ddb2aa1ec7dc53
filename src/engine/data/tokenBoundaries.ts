import { lineStart } from './lines';
import type { TokenBoundaries } from './tokenizer';

const isFirstHalf = (unit: number) => unit >= 0xd800 && unit <= 0xdbff;
const isSecondHalf = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;

/**
 * Boundaries between code points: any position that is not inside a surrogate pair. If the text ends with the
 * first half of a pair, its end is not a boundary.
 */
export const codePointBoundaries: TokenBoundaries = {
  before: (text, offset) => (isFirstHalf(text.charCodeAt(offset - 1)) ? offset - 1 : offset),
  after: (text, offset) =>
    isFirstHalf(text.charCodeAt(offset - 1)) && isSecondHalf(text.charCodeAt(offset)) ? offset + 1 : offset,
  insideLine: text => codePointBoundaries.before(text, text.length),
};

/**
 * Boundaries between code points, except inside CRLF. If the text ends with CR, its end is not a boundary,
 * because LF may follow.
 */
export const betweenCharacters: TokenBoundaries = {
  before: (text, offset) =>
    text[offset - 1] === '\r' ? offset - 1 : codePointBoundaries.before(text, offset),
  after: (text, offset) =>
    text[offset - 1] === '\r' && text[offset] === '\n' ? offset + 1 : codePointBoundaries.after(text, offset),
  insideLine: text => betweenCharacters.before(text, text.length),
};

/** Boundaries after a newline (LF, CRLF or CR) and at the end of a text. */
export const lineBoundaries: Omit<TokenBoundaries, 'insideLine'> = {
  before: lineStart,
  after(text, offset) {
    if (offset === 0 || text[offset - 1] === '\n') return offset;
    if (text[offset - 1] === '\r') return text[offset] === '\n' ? offset + 1 : offset;
    const newline = /\r\n?|\n/g;
    newline.lastIndex = offset;
    return newline.test(text) ? newline.lastIndex : text.length;
  },
};

const ASCII_BLANKS = ' \t\v\f';

/**
 * Boundaries between lines. A line that is too long is divided before its last word, so that the next piece
 * begins with a whole word.
 */
export const betweenLinesOfWords: TokenBoundaries = {
  ...lineBoundaries,
  insideLine(text) {
    // These characters separate words under both rules for white space, `ascii` and `unicode`.
    const isSpace = (at: number) => ASCII_BLANKS.includes(text[at]);
    let at = text.length;
    while (at > 0 && isSpace(at - 1)) at--;
    while (at > 0 && !isSpace(at - 1)) at--;
    return at;
  },
};

/**
 * Boundaries between lines. A line that is too long is divided after an East Asian comma or before a space,
 * because no sentence ends there.
 */
export const betweenLinesOfSentences: TokenBoundaries = {
  ...lineBoundaries,
  insideLine(text) {
    for (let at = text.length - 1; at > 0; at--) {
      if (text[at] === ' ') return at;
      if (text[at - 1] === '、' || text[at - 1] === '，') return at;
    }
    return codePointBoundaries.insideLine(text);
  },
};
