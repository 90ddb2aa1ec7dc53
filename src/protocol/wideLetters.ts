/** Letters that take two columns of a font: those of Japanese and Chinese, and their punctuation. */
const wide = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\u3000-\u303f\uff01-\uff60]/gu;

/** How many columns a text takes. */
export const columnsOf = (text: string) => text.length + (text.match(wide) ?? []).length;
