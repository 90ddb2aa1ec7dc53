import { scanLines } from './lines';
import { type Segmenters, scanSegments } from './segments';
import { betweenLinesOfSentences } from './tokenBoundaries';
import { SENTENCE_END, type Tokenizer, type Visit } from './tokenizer';

/**
 * Words and sentences of any language, also of those that write no spaces, as Unicode Standard Annex 29 and the
 * dictionaries of `Intl.Segmenter` find them. Nothing is lost: punctuation and white space are tokens, a space before
 * a word belongs to the word (" cat"), a newline is "\n" (CRLF and CR as well), and `</s>` takes no place in the text.
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
        scanLine(breaks, text, start, newline, isWhole, visit);
        if (newline < end) visit(NEWLINE, newline, end);
      });
    },

    join: symbols => symbols.filter(symbol => symbol !== SENTENCE_END).join(''),

    width: symbol => (symbol === SENTENCE_END ? 0 : [...symbol].length),

    endsSentence: symbol => symbol === SENTENCE_END || symbol === NEWLINE,
  };
}

const NEWLINE = '\n';

/** `isWhole`: the line goes on no further, so its last sentence ends with it. */
function scanLine(
  breaks: Segmenters,
  text: string,
  start: number,
  end: number,
  isWhole: boolean,
  visit: Visit,
): void {
  const token = (from: number, to: number) => from < to && visit(text.slice(from, to), from, to);
  let done = start; // white space from here on waits for its word
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
