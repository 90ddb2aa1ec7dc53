import type { Size } from '../plot/layout';
import type { SceneLayer } from '../plot/scene';
import { FONT_SIZE, type PlotTheme } from '../plot/theme';

/** A mean loss, and the completed fraction of the training at which it was measured. */
export interface LossPoint {
  readonly share: number;
  readonly loss: number;
}

/**
 * LEFT: width of the space for the numbers at the left. EDGE: space above, below and to the right of the
 * line. Both in pixels.
 */
const [LEFT, EDGE] = [48, 10];

/**
 * Draws the losses as a line over the whole training, with the largest and the smallest loss as numbers at
 * the left. Empty if there are no losses.
 */
export function lossLine(
  points: readonly LossPoint[],
  size: Size,
  theme: PlotTheme,
  format: (loss: number) => string,
): SceneLayer[] {
  const losses = points.map(({ loss }) => loss);
  const [low, high] = [Math.min(...losses), Math.max(...losses)];
  if (!(high >= low)) return [];
  const x = (share: number) => LEFT + share * (size.width - LEFT - EDGE);
  const y = (loss: number) =>
    EDGE + (high > low ? (high - loss) / (high - low) : 0.5) * (size.height - 2 * EDGE);
  const ends = high > low ? [high, low] : [high];
  return [
    {
      shapes: ends.flatMap(loss => [
        { kind: 'line', points: [LEFT, y(loss), size.width - EDGE, y(loss)], color: theme.grid, width: 1 },
        {
          kind: 'text',
          ...{ x: LEFT - 6, y: y(loss) + 4, text: format(loss), color: theme.secondary, size: FONT_SIZE },
          align: 'end',
        },
      ]),
    },
    {
      shapes: [
        {
          kind: 'line',
          points: points.flatMap(({ share, loss }) => [x(share), y(loss)]),
          color: theme.lines[0],
          width: 1.5,
        },
      ],
    },
  ];
}
