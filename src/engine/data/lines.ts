/**
 * Called for each line with its start, the start of its newline (LF, CRLF or CR), and the start of the next
 * line. All are in UTF-16 units.
 */
export type VisitLine = (start: number, newline: number, end: number) => void;

/** Visits the lines of a text in order. For a last line without a newline, `newline` equals `end`. */
export function scanLines(text: string, visit: VisitLine): void {
  const { length } = text;
  const next = (sign: string, from: number) => {
    const found = text.indexOf(sign, from);
    return found < 0 ? length : found;
  };
  let feed = next('\n', 0);
  let carriage = next('\r', 0);
  for (let start = 0; start < length; ) {
    // Searches again only after passing the last match. A text may contain only one of the two characters,
    // and each search for the other would read the whole text.
    if (feed < start) feed = next('\n', start);
    if (carriage < start) carriage = next('\r', start);
    const newline = Math.min(feed, carriage);
    const isPair = feed === carriage + 1 && feed < length;
    const end = Math.min(isPair ? feed + 1 : newline + 1, length);
    visit(start, newline, end);
    start = end;
  }
}

/** Returns the lines of a text without their newlines. */
export function linesIn(text: string): string[] {
  const lines: string[] = [];
  scanLines(text, (start, newline) => lines.push(text.slice(start, newline)));
  return lines;
}

/**
 * Returns the start of the line that contains `offset`. Only the text before `offset` is searched for
 * newlines.
 */
export function lineStart(text: string, offset: number): number {
  const feed = offset > 0 ? text.lastIndexOf('\n', offset - 1) : -1;
  // A CR directly before `offset` does not count as a newline, because it may be the first half of CRLF.
  const carriage = text.slice(feed + 1, Math.max(feed + 1, offset - 1)).lastIndexOf('\r');
  return feed + 1 + carriage + 1;
}
