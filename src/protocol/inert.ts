/**
 * Names come from files and people and can contain anything. Here they become texts that do nothing where they are shown:
 * no line break, icon, link, HTML entity or change of direction comes of them. What would begin one is kept apart by a
 * character that is not seen.
 */

/** WORD JOINER. */
const APART = '\u2060';

/** On one line, in its own direction. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').replace(/[\u202a-\u202e\u2066-\u2069]/g, '');
}

/** For notifications, lists and the status bar, which know icons, `$(name)`, and links, `[text](target)`. */
export function inert(text: string): string {
  return oneLine(text).replace(/\$(?=\()|\](?=\()/g, `$&${APART}`);
}

/** For `appendText` of Markdown, which escapes all signs but those of bare addresses and entities. */
export function inMarkdown(text: string): string {
  const signs = /:(?=\/\/)|\bwww(?=\.)|<(?=[a-z][a-z\d+.-]*:)|&(?=#?\w+;)|(?<=\S)@(?=\S)/gi;
  return oneLine(text).replace(signs, `$&${APART}`);
}
