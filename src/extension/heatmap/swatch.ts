import { colour, negativeColour, stateColour } from './palette';

/** Returns the HTML of a patch in the colour of a level; below 0: of a negative value. */
export function swatch(level: number): string {
  if (level === 0) return blank;
  return patch(level > 0 ? colour(level) : negativeColour(-level));
}

/** Returns the HTML of a patch in the colour of a state. */
export const stateSwatch = (state: number) => patch(stateColour(state));

const blank = '&nbsp;'.repeat(6);

/** VS Code's Markdown allows the CSS variables of the extension's theme colours as background colours. */
const patch = (name: string) =>
  `<span style="background-color:var(--vscode-${name.replaceAll('.', '-')});">${blank}</span>`;
