import { betweenCodePoints } from './cuts';
import type { Tokenizer } from './tokenizer';

/** Code points, never halves of a surrogate pair; line ends, marks and a byte order mark are symbols like others. */
export const characters: Tokenizer = {
  id: 'character',
  openVocabulary: false,
  cuts: betweenCodePoints,
  lineEnd: '\n',

  scan(text, _complete, visit) {
    for (let start = 0; start < text.length; ) {
      const symbol = String.fromCodePoint(text.codePointAt(start) ?? 0);
      visit(symbol, start, start + symbol.length);
      start += symbol.length;
    }
  },

  join: symbols => symbols.join(''),

  width: () => 1,

  /** The point of "e.g." is one, too: only what follows could tell. */
  endsSentence: symbol => /[\p{Sentence_Terminal}\n]/u.test(symbol),
};
