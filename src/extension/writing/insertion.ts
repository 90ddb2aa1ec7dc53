/** Converts all line ends to `\n`. VS Code converts them to the document's own when it inserts text. */
export const withNewlines = (text: string) => text.replaceAll(/\r\n?/g, '\n');

/**
 * Returns the generated `text` up to the place from which it only repeats `following`, the text after the
 * cursor.
 */
export function untilRepeated(following: string, text: string): string {
  for (let at = 0; at < text.length && following !== ''; at++) {
    const rest = text.slice(at);
    if (following.startsWith(rest) || rest.startsWith(following)) return text.slice(0, at);
  }
  return text;
}

/** Returns whether the cursor is inside a word, so that the rest of the word follows it. */
export const isInsideWord = (following: string) => /^[\p{L}\p{M}\p{N}]/u.test(following);
