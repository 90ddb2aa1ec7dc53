import type { Tokenizer } from '../../data/tokenizer';

/** A range of a text, in UTF-16 units, and the text to show for it. */
export interface Span {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Returns the words of a text according to the tokenizer `words`, without the white space around them. */
export function wordSpans(words: Tokenizer, text: string, complete: boolean): Span[] {
  const spans: Span[] = [];
  words.scan(text, complete, (symbol, start, end) => {
    const found = text.slice(start, end);
    const word = words.filter?.strip(found) ?? found;
    if (word.trim() === '') {
      if (words.endsSentence(symbol)) spans.push({ text: symbol, start, end });
      return;
    }
    const blank = word.length - word.trimStart().length;
    spans.push({ text: word.trim(), start: start + blank, end });
  });
  return spans;
}
