/**
 * Converts all line ends to `\n`. When text is inserted, VS Code converts its line ends to the line ends of
 * the document.
 */
export const withNewlines = (text: string) => text.replaceAll(/\r\n?/g, '\n');

/**
 * Returns the beginning of the generated `text`, up to the point from which it would only repeat `following`,
 * the text after the cursor.
 */
export function untilRepeated(following: string, text: string): string {
  for (let at = 0; at < text.length && following !== ''; at++) {
    const rest = text.slice(at);
    if (following.startsWith(rest) || rest.startsWith(following)) return text.slice(0, at);
  }
  return text;
}

/** Returns whether the cursor is inside a word: the text after the cursor begins with a letter or a digit. */
export const isInsideWord = (following: string) => /^[\p{L}\p{M}\p{N}]/u.test(following);
