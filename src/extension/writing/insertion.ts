/** Where what is written and what follows the cursor meet. */

/** As VS Code has it in a document, whatever ends its lines there. */
export const withNewlines = (text: string) => text.replaceAll(/\r\n?/g, '\n');

/** The beginning of `text` that does not repeat what follows it: up to where the rest is the same on and on. */
export function untilRepeated(following: string, text: string): string {
  for (let at = 0; at < text.length && following !== ''; at++) {
    const rest = text.slice(at);
    if (following.startsWith(rest) || rest.startsWith(following)) return text.slice(0, at);
  }
  return text;
}

/** A cursor inside a word: what follows is the rest of it. */
export const isInsideWord = (following: string) => /^[\p{L}\p{M}\p{N}]/u.test(following);
