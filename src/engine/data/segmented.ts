import { type Segmenters, scanSegments } from './intlSegments';
import { scanLines } from './lines';
import { betweenLinesOfSentences } from './tokenBoundaries';
import { SENTENCE_END, type Tokenizer, type Visit } from './tokenizer';

/**
 * Returns a tokenizer for the words and sentences of any language, including languages that are written
 * without spaces. Uses Unicode Standard Annex 29 and the dictionaries of `Intl.Segmenter`.
 *
 * No part of the text is dropped: punctuation and white space are tokens too. A space before a word belongs
 * to the word (" cat"). Every newline (LF, CRLF or CR) becomes "\n". `</s>` follows every sentence and takes
 * up no characters of the text.
 */
export function segmented(locale: string): Tokenizer {
  const breaks: Segmenters = {
    words: new Intl.Segmenter(locale, { granularity: 'word' }),
    sentences: new Intl.Segmenter(locale, { granularity: 'sentence' }),
  };
  return {
    id: `segmented ${locale}`,
    openVocabulary: true,
    boundaries: betweenLinesOfSentences,
    lineEnd: NEWLINE,

    scan(text, complete, visit) {
      scanLines(text, (start, newline, end) => {
        const isWhole = newline < end || complete;
        scanLine(breaks, { text, start, end: newline, isWhole }, visit);
        if (newline < end) visit(NEWLINE, newline, end);
      });
    },

    join: symbols => symbols.filter(symbol => symbol !== SENTENCE_END).join(''),

    width: symbol => (symbol === SENTENCE_END ? 0 : [...symbol].length),

    endsSentence: symbol => symbol === SENTENCE_END || symbol === NEWLINE,
  };
}

const NEWLINE = '\n';

/** A line of a text, without its newline. */
interface Line {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Whether the text contains the whole line. If so, the last sentence ends at the end of the line. */
  readonly isWhole: boolean;
}

/** Visits the tokens of a line. */
function scanLine(breaks: Segmenters, { text, start, end, isWhole }: Line, visit: Visit): void {
  const token = (from: number, to: number) => from < to && visit(text.slice(from, to), from, to);
  let done = start; // start of the white space that was not visited yet
  let inSentence = false;
  scanSegments(breaks, text, start, end, (from, to, endsSentence) => {
    const isWord = /\S/u.test(text.slice(from, to));
    if (isWord) {
      const first = from > done && text[from - 1] === ' ' ? from - 1 : from;
      token(done, first);
      token(first, to);
      done = to;
      inSentence = true;
    }
    if (endsSentence && inSentence && (to < end || isWhole)) {
      visit(SENTENCE_END, done, done);
      inSentence = false;
    }
  });
  token(done, end);
}
