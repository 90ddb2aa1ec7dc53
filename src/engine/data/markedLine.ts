import { SENTENCE_BEGIN, SENTENCE_END, type Tokenizer, UNKNOWN, type Visit } from './tokenizer';

/** The tokens of one line of words, whose marks of sentences count once: `<s>` as the first word, `</s>` as the last. */
export class MarkedLine {
  private isEmpty = true;
  /** Where a `</s>` is that ends the line, unless another word follows. */
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

  /** The end of the sentence, unless the line goes on; of a blank line only where `isCounted` says so. */
  finish(isWhole: boolean, isCounted = !this.isEmpty): void {
    if (this.mark >= 0) this.visit(SENTENCE_END, this.mark, this.end);
    else if (isWhole && isCounted) this.visit(SENTENCE_END, this.newline, this.end);
  }
}

/** What finds the first mark inside a line by what a tokenizer makes of it. */
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
