/** Font size of numbers and texts in plots, in pixels. */
export const FONT_SIZE = 11;

/** The colours and font of plots. */
export interface PlotTheme {
  readonly text: string;
  readonly secondary: string;
  readonly background: string;
  readonly grid: string;
  readonly font: string;
  /** Whether a high-contrast theme is active. If so, lines also differ by their dashes. */
  readonly highContrast: boolean;
  readonly lines: readonly string[];
}

/** The colour and dashes of a line. */
export interface Pen {
  readonly color: string;
  /** Lengths of dashes and gaps, in pixels. Missing for a solid line. */
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

/**
 * Returns the pen of the line with this index. When every colour has been used once, further lines have the
 * same colours with dashes. In a high-contrast theme, lines of different colours also have different dashes.
 */
export function penOf({ highContrast, lines }: PlotTheme, line: number): Pen {
  const round = Math.floor(line / lines.length);
  const dash = dashes[(highContrast ? line + round : round) % dashes.length];
  return { color: lines[line % lines.length], ...(dash && { dash }) };
}
