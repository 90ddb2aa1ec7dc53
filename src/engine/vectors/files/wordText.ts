/**
 * Matches one UTF-8 character in a string with one character per byte, or one byte that is not valid UTF-8.
 */
const CHARACTERS = new RegExp(
  [
    '[\\xc2-\\xdf][\\x80-\\xbf]',
    '\\xe0[\\xa0-\\xbf][\\x80-\\xbf]',
    '\\xed[\\x80-\\x9f][\\x80-\\xbf]',
    '[\\xe1-\\xec\\xee\\xef][\\x80-\\xbf]{2}',
    '\\xf0[\\x90-\\xbf][\\x80-\\xbf]{2}',
    '[\\xf1-\\xf3][\\x80-\\xbf]{3}',
    '\\xf4[\\x80-\\x8f][\\x80-\\xbf]{2}',
    '[\\x80-\\xff]',
  ].join('|'),
  'g',
);
/**
 * A byte that is not valid UTF-8 becomes the code unit with this number plus the byte's value, as with
 * Python's "surrogateescape".
 */
const ESCAPED = 0xdc00;

/**
 * Converts a word, which has one character per byte, to text. Bytes that are not valid UTF-8 become lone
 * surrogates, so that `wordOfText` can restore every word.
 */
export function textOfWord(word: string): string {
  return word.replace(CHARACTERS, bytes =>
    bytes.length === 1
      ? String.fromCharCode(ESCAPED + bytes.charCodeAt(0))
      : decodeURIComponent(bytes.replace(/./gs, byte => `%${byte.charCodeAt(0).toString(16)}`)),
  );
}

/**
 * Converts a text to a word with one character per byte of its UTF-8 encoding. The inverse of `textOfWord`.
 */
export function wordOfText(text: string): string {
  return text.replace(/[^\0-\x7f]/gu, character => {
    const code = character.codePointAt(0) ?? 0;
    if (code >= ESCAPED + 0x80 && code <= ESCAPED + 0xff) return String.fromCharCode(code - ESCAPED);
    return String.fromCharCode(...new TextEncoder().encode(character));
  });
}
