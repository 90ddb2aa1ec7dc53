import type { TextBytes } from '../../data/decode';

/** The word that ends a sentence. It is read for every newline. */
export const SENTENCE_END = '</s>';
const [TAB, LINE_FEED, CARRIAGE_RETURN, SPACE] = [0x09, 0x0a, 0x0d, 0x20];

/**
 * Visits the words of a text as word2vec reads them, with one character per byte. Words are separated by
 * spaces, tabs and newlines. Carriage returns are ignored. Every newline is the word `</s>`. Words longer
 * than `longest` bytes are cut. The last word is left out if no separator follows it.
 */
export function readWords(bytes: TextBytes, longest: number, visit: (word: string) => void): void {
  const word = new Uint8Array(longest);
  let length = 0;
  for (const piece of bytes instanceof Uint8Array ? [bytes] : bytes()) {
    for (const byte of piece) {
      if (byte !== SPACE && byte !== LINE_FEED && byte !== TAB) {
        if (byte !== CARRIAGE_RETURN && length < longest) word[length++] = byte;
        continue;
      }
      if (length > 0) visit(String.fromCharCode(...word.subarray(0, length)));
      length = 0;
      if (byte === LINE_FEED) visit(SENTENCE_END);
    }
  }
}
