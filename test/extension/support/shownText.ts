/**
 * Returns the text that Markdown shows: decodes the character references that keep model text from being
 * markup.
 */
export const shownText = (markdown: string) =>
  markdown.replaceAll(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code))).replaceAll('&nbsp;', ' ');
