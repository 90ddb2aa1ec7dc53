import { type PlotContent, titleOf } from './content';
import type { YRange } from './yRange';

/** A text above the area of a plot, so that it covers no curve. */
export interface Caption {
  readonly text: string;
  /** The position of the text's left end and base line, in pixels. */
  readonly x: number;
  readonly y: number;
  /**
   * Width in pixels of the dashed line drawn before the text; 0 if the text does not describe a horizontal
   * line.
   */
  readonly dash: number;
}

const ROW = 14;
const GAP = 12;
const DASH = 18;
/**
 * Space below the captions, in pixels. The topmost number of the y axis extends into it by half the number's
 * height.
 */
const BELOW = 7;

/**
 * Arranges the captions of a plot in as many rows as they need. They are the title of the y axis, the labels
 * of the horizontal lines, and notes on values outside the y range.
 */
export function captionsOf(
  { title, y, rules, outside }: PlotContent,
  { range, above, below }: YRange,
  width: number,
  measure: (text: string) => number,
): { readonly captions: readonly Caption[]; readonly height: number } {
  const shown = rules.filter(({ value }) => value >= range.min && value <= range.max);
  const entries = [
    ...(titleOf(y) === title || titleOf(y) === '' ? [] : [{ text: titleOf(y), dash: 0 }]),
    ...shown.map(({ label }) => ({ text: label, dash: DASH })),
    ...(above === undefined || !outside ? [] : [{ text: outside.above(y.brief(above)), dash: 0 }]),
    ...(below === undefined || !outside ? [] : [{ text: outside.below(y.brief(below)), dash: 0 }]),
  ];
  const captions: Caption[] = [];
  let [x, row] = [0, 0];
  for (const entry of entries) {
    const needed = entry.dash + (entry.dash && 4) + measure(entry.text);
    if (x > 0 && x + needed > width) [x, row] = [0, row + 1];
    captions.push({ ...entry, x, y: (row + 1) * ROW - 3 });
    x += needed + GAP;
  }
  return { captions, height: captions.length > 0 ? (row + 1) * ROW + BELOW : BELOW + 1 };
}
