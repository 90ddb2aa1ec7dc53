import { betweenCharacters, codePointBoundaries } from './tokenBoundaries';
import type { Tokenizer } from './tokenizer';

const NEWLINE = '\n';
const [LINE_FEED, CARRIAGE_RETURN] = [0x0a, 0x0d];

/** What characters make of the ends of lines. */
export type LineEnds = 'newline' | 'keep';

/** What a model was trained with, by its symbols. */
export const lineEndsOf = (symbols: readonly string[]): LineEnds =>
  symbols.includes('\r') ? 'keep' : 'newline';

/**
 * Code points, never halves of a surrogate pair; marks and a byte order mark are symbols like others. All ends of lines
 * (LF, CRLF, CR) are the symbol "\n".
 */
export const characters = charactersWith('newline');

/** The same with ends of lines as they are. */
export const exactCharacters = charactersWith('keep');

function charactersWith(lineEnds: LineEnds): Tokenizer {
  return {
    id: lineEnds === 'keep' ? 'character keep' : 'character',
    openVocabulary: false,
    boundaries: lineEnds === 'keep' ? codePointBoundaries : betweenCharacters,
    lineEnd: NEWLINE,

    scan(text, _complete, visit) {
      for (let start = 0; start < text.length; ) {
        const symbol = String.fromCodePoint(text.codePointAt(start) ?? 0);
        if (symbol === '\r' && lineEnds === 'newline') {
          const end = text[start + 1] === NEWLINE ? start + 2 : start + 1;
          visit(NEWLINE, start, end);
          start = end;
        } else {
          visit(symbol, start, start + symbol.length);
          start += symbol.length;
        }
      }
    },

    codes: (text, into) => {
      const { length } = text;
      let count = 0;
      for (let at = 0; at < length; count++) {
        let code = text.charCodeAt(at++);
        if (code === CARRIAGE_RETURN && lineEnds === 'newline') {
          code = LINE_FEED;
          if (text.charCodeAt(at) === LINE_FEED) at++;
        } else if (code >= 0xd800 && code <= 0xdbff) {
          code = text.codePointAt(at - 1) ?? code;
          if (code > 0xffff) at++;
        }
        into[count] = code;
      }
      return count;
    },

    join: symbols => symbols.join(''),

    width: () => 1,

    /** The point of "e.g." is one, too: only what follows could tell. */
    endsSentence: symbol => /[\p{Sentence_Terminal}\n]/u.test(symbol),
  };
}
