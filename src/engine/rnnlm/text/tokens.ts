import { latin1 } from '../format/cursor';

/** The end of a line, blank or not. */
export const SENTENCE_END = '</s>';
/** As MAX_STRING - 1 in the original. */
const LONGEST = 99;
const [TAB, NEWLINE, RETURN, SPACE] = [0x09, 0x0a, 0x0d, 0x20];

/** What of a text the original loses without a word. */
export interface Losses {
  /** Words of which only the first 99 bytes count. */
  cutWords: number;
  /** The last word, which no space or newline follows. */
  lastWord: string | undefined;
}

/**
 * The tokens of a text as the original reads them: bytes between spaces, tabs and newlines, each newline being a
 * `</s>`; carriage returns do not count. A word is its bytes, one character each.
 */
export function scanTokens(bytes: Uint8Array, visit: (token: string) => void): Losses {
  const losses: Losses = { cutWords: 0, lastWord: undefined };
  const word = new Uint8Array(LONGEST);
  let length = 0;
  const end = () => {
    if (length > LONGEST) losses.cutWords++;
    const token = latin1(word.subarray(0, Math.min(length, LONGEST)));
    length = 0;
    return token;
  };
  for (const byte of bytes) {
    if (byte === RETURN) continue;
    if (byte === SPACE || byte === TAB || byte === NEWLINE) {
      if (length > 0) visit(end());
      if (byte === NEWLINE) visit(SENTENCE_END);
    } else {
      if (length < LONGEST) word[length] = byte;
      length++;
    }
  }
  if (length > 0) losses.lastWord = end();
  return losses;
}
