/**
 * Names come from files and users and can contain any characters. These functions make names safe to display:
 * they cause no line break, icon, link, HTML entity or change of text direction. An invisible character is
 * inserted into every sequence that would start an icon or a link.
 */

/** The character U+2060 WORD JOINER, which is invisible. */
const APART = '\u2060';

/** Puts a text on one line and removes its directional formatting characters. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').replace(/[\u202a-\u202e\u2066-\u2069]/g, '');
}

/**
 * Neutralizes a text for notifications, lists and the status bar, which interpret `$(icon)` and
 * `[text](target)`.
 */
export function inert(text: string): string {
  return oneLine(text).replace(/\$(?=\()|\](?=\()/g, `$&${APART}`);
}

/**
 * Writes a text for Markdown in which tables, HTML and links have a meaning: everything but letters and
 * digits becomes an entity, which is shown as the character and never read as markup.
 */
export function entities(text: string): string {
  return oneLine(text).replace(/[^\p{L}\p{N}]/gu, sign => `&#${sign.codePointAt(0)};`);
}

/** Neutralizes a text for Markdown's `appendText`, which escapes everything except bare URLs and entities. */
export function inMarkdown(text: string): string {
  const signs = /:(?=\/\/)|\bwww(?=\.)|<(?=[a-z][a-z\d+.-]*:)|&(?=#?\w+;)|(?<=\S)@(?=\S)/gi;
  return oneLine(text).replace(signs, `$&${APART}`);
}
