import { type ReadableText, utf8Pieces } from './decode';

const [TAB, LINE_FEED, VERTICAL_TAB, FORM_FEED, CARRIAGE_RETURN, SPACE] = [
  0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x20,
];
const MARK = [0xef, 0xbb, 0xbf];

/** Length in bytes from which an unfinished line is divided into pieces. */
const LONG_LINE = 1 << 22;

/** Whole lines of a text, in UTF-8. The bytes are valid only until the next lines are read. */
export interface Utf8Lines {
  readonly bytes: Uint8Array;
  /** Whether these are the last lines of the text. */
  readonly isLast: boolean;
}

/**
 * Yields a text in UTF-8, in pieces of whole lines, without a byte order mark. A line that is too long is
 * divided before a word. Does not check whether the bytes are valid UTF-8.
 */
export function* utf8Lines({ bytes, name }: ReadableText): Generator<Utf8Lines> {
  let buffer = new Uint8Array(0);
  let length = 0; // number of bytes in the buffer
  let cut = 0;
  let long = LONG_LINE;
  let isBeginning = true;
  for (const piece of utf8Pieces(bytes, name)) {
    if (cut > 0) {
      yield { bytes: unmarked(buffer.subarray(0, cut), isBeginning), isLast: false };
      isBeginning = false;
      buffer.copyWithin(0, cut, length);
      length -= cut;
      long = LONG_LINE;
    }
    if (length + piece.length > buffer.length) buffer = extended(buffer, 2 * (length + piece.length));
    buffer.set(piece, length);
    const searched = length;
    length += piece.length;
    cut = lastLine(buffer.subarray(0, length), searched);
    if (cut > 0 || length < long) continue;
    cut = lastWord(buffer, length);
    long = 2 * length; // doubled, so that a very long word is searched only a few times
  }
  yield { bytes: unmarked(buffer.subarray(0, length), isBeginning), isLast: true };
}

/**
 * Returns the start of the last line. Returns 0 if no line starts after `searched`, where the previous search
 * ended.
 */
function lastLine(bytes: Uint8Array, searched: number): number {
  const feed = bytes.subarray(searched).lastIndexOf(LINE_FEED);
  if (feed >= 0) return searched + feed + 1;
  // Ignores a CR at the end, which may be the first half of CRLF. The search starts one byte before
  // `searched`, because the previous search may have ignored a CR there.
  const start = Math.max(0, searched - 1);
  const carriage = bytes.subarray(start, -1).lastIndexOf(CARRIAGE_RETURN);
  return carriage < 0 ? 0 : start + carriage + 1;
}

/** Returns the start of the last word, or 0 if there is no white space before it. */
function lastWord(bytes: Uint8Array, length: number): number {
  let at = length;
  while (at > 0 && isBlank(bytes[at - 1])) at--;
  while (at > 0 && !isBlank(bytes[at - 1])) at--;
  return at;
}

const isBlank = (byte: number) =>
  byte === SPACE || byte === TAB || byte === VERTICAL_TAB || byte === FORM_FEED;

/** Returns the bytes of a piece without a byte order mark, which may precede the first piece of a text. */
function unmarked(bytes: Uint8Array, isBeginning: boolean): Uint8Array {
  return isBeginning && MARK.every((byte, i) => bytes[i] === byte) ? bytes.subarray(MARK.length) : bytes;
}

function extended(bytes: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(size);
  all.set(bytes);
  return all;
}
