import { colour, negativeColour } from './palette';

/**
 * Returns the HTML of a patch in the colour of a level; below 0: of a negative value. VS Code's Markdown allows the
 * CSS variables of the extension's theme colours as background colours.
 */
export function swatch(level: number): string {
  const blank = '&nbsp;'.repeat(6);
  if (level === 0) return blank;
  const name = level > 0 ? colour(level) : negativeColour(-level);
  return `<span style="background-color:var(--vscode-${name.replaceAll('.', '-')});">${blank}</span>`;
}
