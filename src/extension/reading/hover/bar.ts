/**
 * Returns the HTML of a bar for a hover, in a muted colour of the theme. The bar consists of spaces with a
 * background: `share` (from 0 to 1) of `width` spaces.
 */
export function bar(share: number, width: number): string {
  const length = Math.round(Math.min(Math.max(share, 0), 1) * width);
  if (length === 0) return '';
  return `<span style="background-color:var(--vscode-disabledForeground);">${'&nbsp;'.repeat(length)}</span>`;
}
