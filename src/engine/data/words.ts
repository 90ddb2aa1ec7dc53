import { betweenLines } from './cuts';
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
    for (let start = 0; start < text.length; ) {
      const newline = text.indexOf('\n', start);
      const end = newline < 0 ? text.length : newline + 1;
      scanLine(text, start, end, newline >= 0 || complete, visit);
      start = end;
    }
  },

  join(symbols) {
    const lines = symbols.map(symbol => (symbol === SENTENCE_END ? '\n' : `${symbol} `));
    return lines.join('').replaceAll(' \n', '\n');
  },

  /** The first word of a line has no space before it; the newline makes up for that. */
  width: symbol => (symbol === SENTENCE_END ? 0 : [...symbol].length + 1),
};

function scanLine(text: string, start: number, end: number, whole: boolean, visit: Visit): void {
  const space = /[^\S\n]*/gy;
  const word = /\S+/gy;
  let at = start;
  let any = false;
  for (;;) {
    space.lastIndex = at;
    space.test(text);
    word.lastIndex = space.lastIndex;
    if (!word.test(text)) break;
    visit(text.slice(space.lastIndex, word.lastIndex), space.lastIndex, word.lastIndex);
    at = word.lastIndex;
    any = true;
  }
  if (any && whole) visit(SENTENCE_END, lineEnd(text, start, end), end);
}

/** Where the line's newline begins, or the end of the text. */
function lineEnd(text: string, start: number, end: number): number {
  if (text[end - 1] !== '\n') return end;
  return end - 2 >= start && text[end - 2] === '\r' ? end - 2 : end - 1;
}
