import type { Cuts } from './tokenizer';

const isFirstHalf = (unit: number) => unit >= 0xd800 && unit <= 0xdbff;
const isSecondHalf = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;

/** Anywhere but inside a surrogate pair, or what may become one. */
export const betweenCodePoints: Cuts = {
  before: (text, offset) => (isFirstHalf(text.charCodeAt(offset - 1)) ? offset - 1 : offset),
  after: (text, offset) =>
    isFirstHalf(text.charCodeAt(offset - 1)) && isSecondHalf(text.charCodeAt(offset)) ? offset + 1 : offset,
};

/** After a newline; a text's end is one as well. */
export const betweenLines: Cuts = {
  before: (text, offset) => (offset > 0 ? text.lastIndexOf('\n', offset - 1) + 1 : 0),
  after(text, offset) {
    if (offset === 0 || text[offset - 1] === '\n') return offset;
    const newline = text.indexOf('\n', offset);
    return newline < 0 ? text.length : newline + 1;
  },
};
