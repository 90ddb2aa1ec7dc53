import type { Configuration } from '../../settings/settings';
import { scanLines } from './lines';
import { MarkedLine, strayMarkBy } from './markedLine';
import { betweenLinesOfWords } from './tokenBoundaries';
import { SENTENCE_END, type Tokenizer, type Visit } from './tokenizer';

export type WhiteSpace = Configuration['text.whiteSpace'];

/**
 * The rules for which characters separate words. `unicode`: all Unicode white space, as in Python's `split()`
 * and elman.py. `ascii`: only ASCII white space, as in SRILM, KenLM and RNNLM. A no-break space, for example,
 * separates words only under `unicode`.
 */
const whiteSpaces = {
  unicode: { id: 'word', blanks: /[^\S\n]*/gy, word: /\S+/gy },
  ascii: { id: 'word ascii', blanks: /[ \t\r\v\f]*/gy, word: /[^ \t\r\v\f\n]+/gy },
} satisfies Record<WhiteSpace, Splitting>;

interface Splitting {
  readonly id: string;
  readonly blanks: RegExp;
  readonly word: RegExp;
}

/**
 * Returns a tokenizer for words as in elman.py: lines are split at white space, and `</s>` follows each line.
 * Blank lines are dropped. The range of `</s>` in the text is the end of the line with its newline. Lines may
 * already contain the marks `<s>` at their start and `</s>` at their end; marks inside a line are unknown
 * words.
 */
export function wordsBetween(whiteSpace: WhiteSpace): Tokenizer {
  const splitting: Splitting = whiteSpaces[whiteSpace];
  const scan: Tokenizer['scan'] = (text, complete, visit) =>
    scanLines(text, (start, newline, end) => {
      const isWhole = newline < end || complete;
      const mark = new MarkedLine(newline, end, visit);
      scanWords(splitting, text, start, newline, mark.word);
      mark.finish(isWhole);
    });
  return {
    id: splitting.id,
    openVocabulary: true,
    boundaries: betweenLinesOfWords,
    lineEnd: SENTENCE_END,
    scan,
    strayMark: strayMarkBy(scan),

    join(symbols) {
      const lines = symbols.map(symbol => (symbol === SENTENCE_END ? '\n' : `${symbol} `));
      return lines.join('').replaceAll(' \n', '\n');
    },

    /**
     * Returns the length of a word with one white-space character before it. For the first word of a line,
     * this character is the newline before it. `</s>` therefore has no width.
     */
    width: symbol => (symbol === SENTENCE_END ? 0 : [...symbol].length + 1),

    endsSentence: symbol => symbol === SENTENCE_END,
  };
}

export const words = wordsBetween('unicode');
export const asciiWords = wordsBetween('ascii');

/**
 * Returns whether a tokenizer finds the same tokens as `words` or `asciiWords`: words separated by white
 * space, and `</s>` after each line with words. A tokenizer derived from one of these two that finds other
 * tokens has another `scan`.
 */
export const findsPlainWords = ({ scan }: Tokenizer) => scan === words.scan || scan === asciiWords.scan;

/** Visits the words of one line of a text. */
function scanWords(
  { blanks, word }: Splitting,
  text: string,
  start: number,
  newline: number,
  visit: Visit,
): void {
  for (let at = start; ; at = word.lastIndex) {
    blanks.lastIndex = at;
    blanks.test(text);
    const first = blanks.lastIndex;
    word.lastIndex = first;
    if (first >= newline || !word.test(text)) return;
    visit(text.slice(first, word.lastIndex), first, word.lastIndex);
  }
}
