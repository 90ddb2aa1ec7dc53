import type { StateClusters } from '../../protocol/inspection';
import type { Scene, Shape } from '../plot/scene';
import { FONT_SIZE, type PlotTheme } from '../plot/theme';

/** Height of a word's row, the gap beside a word, and the margin of the picture, in pixels. */
const [ROW, GAP, MARGIN] = [16, 6, 8];

/** A cluster's place in the picture: its right edge, and the height of its line, in pixels. */
interface Node {
  readonly x: number;
  readonly y: number;
}

/** Returns the height of a dendrogram's picture in pixels. */
export const dendrogramHeight = ({ order }: StateClusters) => order.length * ROW + 2 * MARGIN;

/**
 * Draws a dendrogram. The words are at the left. The distance from the words to the line that joins two clusters is
 * proportional to their mean distance.
 */
export function dendrogramScene(
  clusters: StateClusters,
  width: number,
  { text, secondary, font, background }: PlotTheme,
  measure: (text: string) => number,
): Scene {
  const { words, order, steps } = clusters;
  const left = MARGIN + Math.min(width / 2, Math.max(...words.map(measure))) + GAP;
  const highest = Math.max(...steps.map(([, , height]) => height), Number.EPSILON);
  const xOf = (height: number) => left + ((width - MARGIN - left) * height) / highest;
  const nodes = new Map<number, Node>();
  const shapes: Shape[] = [];
  for (const [row, word] of order.entries()) {
    const y = MARGIN + (row + 0.5) * ROW;
    nodes.set(word, { x: left, y });
    const place = { x: left - GAP, y: y + 4, size: FONT_SIZE, align: 'end' } as const;
    shapes.push({ kind: 'text', text: words[word], color: text, ...place });
  }
  for (const [i, [a, b, height]] of steps.entries()) {
    const [upper, lower] = [nodes.get(a), nodes.get(b)];
    if (!upper || !lower) continue;
    const x = xOf(height);
    const points = [upper.x, upper.y, x, upper.y, x, lower.y, lower.x, lower.y];
    shapes.push({ kind: 'line', points, color: secondary, width: 1 });
    nodes.set(words.length + i, { x, y: (upper.y + lower.y) / 2 });
  }
  return { width, height: dendrogramHeight(clusters), font, background, layers: [{ shapes }] };
}
