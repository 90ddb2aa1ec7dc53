import type { Size } from '../plot/layout';
import { type MapView, placeOf } from './mapView';

/**
 * Returns the indices of the points inside a closed outline. `outline` contains x and y, in pixels, of its first
 * corner, and so on.
 */
export function pointsInside(
  points: Float32Array,
  outline: readonly number[],
  { view, size }: { readonly view: MapView; readonly size: Size },
): number[] {
  const inside: number[] = [];
  for (let index = 0; index < points.length / 2; index++) {
    const { x, y } = placeOf(points, index, view, size);
    if (isInside(outline, x, y)) inside.push(index);
  }
  return inside;
}

/** Counts the edges that a line from the point to the right crosses: an odd number means inside. */
function isInside(outline: readonly number[], x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, j = outline.length - 2; i < outline.length; j = i, i += 2) {
    const [ax, ay, bx, by] = [outline[i], outline[i + 1], outline[j], outline[j + 1]];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

/** Returns the outline of the whole visible part of a map. */
export const frameOf = ({ width, height }: Size) => [0, 0, width, 0, width, height, 0, height];
