import { decodeLatin1 } from '../../../core/latin1';

/** The token that the C tool reads for every newline, even after a blank line. */
export const SENTENCE_END = '</s>';
/** Maximum number of bytes of a word: MAX_STRING - 1 of the C tool. */
const MAX_WORD_BYTES = 99;
const [TAB, NEWLINE, RETURN, SPACE] = [0x09, 0x0a, 0x0d, 0x20];

/** Parts of a text that the C tool drops without a warning. */
export interface DroppedText {
  /** Number of words that were cut to their first 99 bytes. */
  cutWords: number;
  /** The last word of the text, if it was dropped because no space or newline follows it. */
  lastWord: string | undefined;
}

/**
 * Visits the tokens of a text as the C tool reads them: bytes between spaces, tabs and newlines. Each newline
 * is also a token, `</s>`. A carriage return before a newline is ignored. A carriage return alone ends a
 * line, whereas the C tool joins the words on both sides of it. The tokens are not decoded: each character
 * stands for one byte of a token.
 */
export function scanTokens(bytes: Uint8Array, visit: (token: string) => void): DroppedText {
  const losses: DroppedText = { cutWords: 0, lastWord: undefined };
  const word = new Uint8Array(MAX_WORD_BYTES);
  let length = 0;
  const end = () => {
    if (length > MAX_WORD_BYTES) losses.cutWords++;
    const token = decodeLatin1(word.subarray(0, Math.min(length, MAX_WORD_BYTES)));
    length = 0;
    return token;
  };
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] === RETURN && bytes[i + 1] === NEWLINE) continue;
    const byte = bytes[i] === RETURN ? NEWLINE : bytes[i];
    if (byte === SPACE || byte === TAB || byte === NEWLINE) {
      if (length > 0) visit(end());
      if (byte === NEWLINE) visit(SENTENCE_END);
    } else {
      if (length < MAX_WORD_BYTES) word[length] = byte;
      length++;
    }
  }
  if (length > 0) losses.lastWord = end();
  return losses;
}
