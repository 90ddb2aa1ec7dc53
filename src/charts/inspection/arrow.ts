import type { Shape } from '../plot/scene';

/** Length of the head in pixels. */
const HEAD = 8;
/** Minimum width of the head in pixels. */
const HEAD_WIDTH = 7;

/** Returns a straight arrow from (x1, y1) to (x2, y2). Empty if its width is 0. */
export function arrow(
  [x1, y1, x2, y2]: readonly [number, number, number, number],
  width: number,
  color: string,
): Shape[] {
  if (width === 0) return [];
  const length = Math.hypot(x2 - x1, y2 - y1);
  const [dx, dy] = [(x2 - x1) / length, (y2 - y1) / length];
  const [baseX, baseY] = [x2 - HEAD * dx, y2 - HEAD * dy];
  const half = Math.max(HEAD_WIDTH, width + 4) / 2;
  const head = [x2, y2, baseX - half * dy, baseY + half * dx, baseX + half * dy, baseY - half * dx];
  return [
    { kind: 'line', points: [x1, y1, baseX, baseY], color, width },
    { kind: 'area', points: head, color, opacity: 1 },
  ];
}
