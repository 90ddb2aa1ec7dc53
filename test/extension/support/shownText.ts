/**
 * Returns the text that Markdown shows. Decodes the character references with which the extension prevents
 * the text of a model from being markup.
 */
export const shownText = (markdown: string) =>
  markdown.replaceAll(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code))).replaceAll('&nbsp;', ' ');
