/** Called for every line: where it starts, where its newline (LF or CRLF) does, and where the next line starts. */
export type VisitLine = (start: number, newline: number, end: number) => void;

/** Visits the lines of a text in order; of one that ends without a newline, `newline` and `end` are the same. */
export function scanLines(text: string, visit: VisitLine): void {
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found + 1;
    const isCrlf = found > start && text[found - 1] === '\r';
    visit(start, found < 0 ? end : isCrlf ? found - 1 : found, end);
    start = end;
  }
}
