import type { Configuration } from '../../settings/settings';
import { betweenCharacters, codePointBoundaries } from './tokenBoundaries';
import type { Tokenizer } from './tokenizer';

const NEWLINE = '\n';
const [LINE_FEED, CARRIAGE_RETURN] = [0x0a, 0x0d];

/**
 * What to do with line endings. `newline`: all line endings become "\n". `keep`: they are kept unchanged.
 */
export type LineEnds = Configuration['text.lineEnds'];

/**
 * Returns the setting for line endings with which a model was trained. It follows from the model's symbols.
 */
export const lineEndsOf = (symbols: readonly string[]): LineEnds =>
  symbols.includes('\r') ? 'keep' : 'newline';

/**
 * Splits a text into code points. Surrogate pairs are therefore never divided. Combining diacritics and a
 * byte order mark are separate symbols. All line endings (LF, CRLF, CR) become the symbol "\n".
 */
export const characters = charactersWith('newline');

/** Splits a text into code points like `characters`, but keeps line endings unchanged. */
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

    /**
     * A period always counts as a sentence end, even in an abbreviation ("e.g."), because a single symbol
     * does not show the difference.
     */
    endsSentence: symbol => /[\p{Sentence_Terminal}\n]/u.test(symbol),
  };
}
