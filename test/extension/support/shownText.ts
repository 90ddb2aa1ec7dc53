/** What a Markdown text shows: without the character references that keep model text from being Markdown. */
export const shownText = (markdown: string) =>
  markdown.replaceAll(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code))).replaceAll('&nbsp;', ' ');
