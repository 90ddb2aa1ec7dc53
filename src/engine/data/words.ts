import { betweenLines } from './cuts';
import { scanLines } from './lines';
import { SENTENCE_END, type Tokenizer, type Visit } from './tokenizer';

/**
 * elman.py's words: lines split at white space, each followed by `</s>`; blank lines are dropped.
 * The place of `</s>` is the line's end, its newline (LF or CRLF) included.
 */
export const words: Tokenizer = {
  openVocabulary: true,
  cuts: betweenLines,
  lineEnd: SENTENCE_END,

  scan(text, complete, visit) {
    scanLines(text, (start, newline, end) => {
      const any = scanWords(text, start, visit);
      const isWhole = newline < end || complete;
      if (any && isWhole) visit(SENTENCE_END, newline, end);
    });
  },

  join(symbols) {
    const lines = symbols.map(symbol => (symbol === SENTENCE_END ? '\n' : `${symbol} `));
    return lines.join('').replaceAll(' \n', '\n');
  },

  /** The first word of a line has no space before it; the newline makes up for that. */
  width: symbol => (symbol === SENTENCE_END ? 0 : [...symbol].length + 1),

  endsSentence: symbol => symbol === SENTENCE_END,
};

/** Visits the words of one line; whether there was any. */
function scanWords(text: string, start: number, visit: Visit): boolean {
  const space = /[^\S\n]*/gy;
  const word = /\S+/gy;
  for (let at = start; ; at = word.lastIndex) {
    space.lastIndex = at;
    space.test(text);
    word.lastIndex = space.lastIndex;
    if (!word.test(text)) return at > start;
    visit(text.slice(space.lastIndex, word.lastIndex), space.lastIndex, word.lastIndex);
  }
}
