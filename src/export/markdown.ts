/** Writes Markdown from untrusted texts: names come from files and users and can contain any characters. */

/**
 * Escapes a text so that Markdown shows it literally and on one line, without interpreting it as emphasis, a
 * link, an image, HTML or the border of a table cell.
 */
export function plain(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\\`*_[\]<>&|~$!#@]|:(?=\/\/)/g, sign => `\\${sign}`)
    .replace(/\bwww\./gi, 'www\\.');
}

/** Escapes a file name for a Markdown link destination. */
export const linkAddress = (file: string) => encodeURI(file).replaceAll('(', '%28').replaceAll(')', '%29');

/** Formats a table. Text cells must be escaped by `plain` first. Numbers are aligned right. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  sides: readonly ('left' | 'right')[],
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = sides.map(side => (side === 'left' ? '---' : '---:'));
  return [head, rule, ...rows].map(line).join('\n');
}
