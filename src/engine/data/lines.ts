const [LINE_FEED, CARRIAGE_RETURN] = [0x0a, 0x0d];

/** Called for every line: where it starts, where its newline (LF, CRLF or CR alone) does, and where the next line starts. */
export type VisitLine = (start: number, newline: number, end: number) => void;

/** Visits the lines of a text in order; of one that ends without a newline, `newline` and `end` are the same. */
export function scanLines(text: string, visit: VisitLine): void {
  const { length } = text;
  const next = (sign: string, from: number) => {
    const found = text.indexOf(sign, from);
    return found < 0 ? length : found;
  };
  let feed = next('\n', 0);
  let carriage = next('\r', 0);
  for (let start = 0; start < length; ) {
    // Each is looked for again only behind the last one: a text may have none of them.
    if (feed < start) feed = next('\n', start);
    if (carriage < start) carriage = next('\r', start);
    const newline = Math.min(feed, carriage);
    const end = newline === length ? length : feed === carriage + 1 ? feed + 1 : newline + 1;
    visit(start, newline, end);
    start = end;
  }
}

/** Where the line of `offset` starts: behind the last newline before it, as far as the text before it tells. */
export function lineStart(text: string, offset: number): number {
  for (let at = offset; at > 0; at--) {
    const before = text.charCodeAt(at - 1);
    const isCarriage = before === CARRIAGE_RETURN && at < offset && text.charCodeAt(at) !== LINE_FEED;
    if (before === LINE_FEED || isCarriage) return at;
  }
  return 0;
}
