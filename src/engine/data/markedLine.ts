import { SENTENCE_BEGIN, SENTENCE_END, type Tokenizer, UNKNOWN, type Visit } from './tokenizer';

/**
 * Visits the tokens of a line of words that may contain sentence marks. `<s>` as the first word and `</s>` as
 * the last word mark the line itself and are not additional tokens. Marks elsewhere are unknown words.
 */
export class MarkedLine {
  private isEmpty = true;
  /** Position of a `</s>` that is the last word read so far, or -1 if there is none. */
  private mark = -1;
  private markEnd = -1;

  constructor(
    private readonly newline: number,
    private readonly end: number,
    private readonly visit: Visit,
  ) {}

  readonly word: Visit = (symbol, start, end) => {
    if (this.mark >= 0) this.visit(UNKNOWN, this.mark, this.markEnd);
    this.mark = -1;
    if (symbol === SENTENCE_END) {
      this.mark = start;
      this.markEnd = end;
    } else if (symbol !== SENTENCE_BEGIN) this.visit(symbol, start, end);
    else if (!this.isEmpty) this.visit(UNKNOWN, start, end);
    this.isEmpty = false;
  };

  /**
   * Visits the end of the sentence, if the line is complete or its last word is `</s>`. `isCounted`: whether
   * the end of a complete line is a token. By default, it is a token unless the line is blank.
   */
  finish(isWhole: boolean, isCounted = !this.isEmpty): void {
    if (this.mark >= 0) this.visit(SENTENCE_END, this.mark, this.end);
    else if (isWhole && isCounted) this.visit(SENTENCE_END, this.newline, this.end);
  }
}

/**
 * Returns a function that finds the first sentence mark inside a line. The function uses the tokens that
 * `scan` visits.
 */
export function strayMarkBy(scan: Tokenizer['scan']): (text: string) => number {
  return text => {
    let found = -1;
    if (!text.includes(SENTENCE_BEGIN) && !text.includes(SENTENCE_END)) return found;
    scan(text, true, (symbol, start, end) => {
      const isMark = symbol === UNKNOWN && text.slice(start, end) !== UNKNOWN;
      if (isMark && found < 0) found = start;
    });
    return found;
  };
}
