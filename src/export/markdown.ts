/** Markdown of texts that may hold anything: names come from files, and from people. */

/** A text as itself, on one line: no emphasis, link, picture, HTML or cell of a table comes of it. */
export function plain(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\\`*_[\]<>&|~$!#@]|:(?=\/\/)/g, sign => `\\${sign}`)
    .replace(/\bwww\./gi, 'www\\.');
}

/** A table; of its cells only the texts made by `plain` are safe. Numbers stand to the right. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  sides: readonly ('left' | 'right')[],
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = sides.map(side => (side === 'left' ? '---' : '---:'));
  return [head, rule, ...rows].map(line).join('\n');
}
