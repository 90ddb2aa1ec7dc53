/** The colours that plots are drawn in. */
export interface PlotTheme {
  readonly text: string;
  readonly secondary: string;
  readonly background: string;
  readonly grid: string;
  readonly font: string;
  /** In high contrast, lines differ by their dashes, not by colour alone. */
  readonly highContrast: boolean;
  readonly lines: readonly string[];
}

/** How a line is drawn. */
export interface Pen {
  readonly color: string;
  /** Pixels drawn and left out; missing where the line is whole. */
  readonly dash?: readonly number[];
}

const dashes: readonly (readonly number[] | undefined)[] = [
  undefined,
  [8, 4],
  [2, 3],
  [10, 3, 2, 3],
  [5, 2],
  [1, 4],
];

/** Lines beyond the colours begin with these anew, and are dashed. */
export function penOf({ highContrast, lines }: PlotTheme, line: number): Pen {
  const round = Math.floor(line / lines.length);
  const dash = dashes[(highContrast ? line + round : round) % dashes.length];
  return { color: lines[line % lines.length], ...(dash && { dash }) };
}
