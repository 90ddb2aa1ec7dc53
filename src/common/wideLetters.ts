/**
 * Matches characters that are two columns wide in a monospaced font: Japanese and Chinese letters and
 * punctuation.
 */
const wide = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\u3000-\u303f\uff01-\uff60]/gu;

/** Returns the width of a text in columns. */
export const columnsOf = (text: string) => [...text].length + (text.match(wide) ?? []).length;
