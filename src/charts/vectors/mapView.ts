import type { Size } from '../plot/layout';

/**
 * The visible part of a map: the point at its centre, and the number of pixels per unit of the coordinates.
 */
export interface MapView {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** A position on the screen, in pixels from the upper left corner of the map. */
export interface MapPlace {
  readonly x: number;
  readonly y: number;
}

/** Room between the outermost points and the edges, in pixels. */
const EDGE = 24;
/**
 * OUT and IN: minimum and maximum scale of a view, as multiples of the scale at which all points are visible.
 */
const [OUT, IN] = [0.5, 2000];

/**
 * Returns the view that shows all points. Both axes have the same scale. `points` contains x and y of the
 * first point, x and y of the second point, and so on.
 */
export function wholeView(points: Float32Array, size: Size): MapView {
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < points.length; i += 2) {
    left = Math.min(left, points[i]);
    right = Math.max(right, points[i]);
    bottom = Math.min(bottom, points[i + 1]);
    top = Math.max(top, points[i + 1]);
  }
  if (!(right >= left)) return { x: 0, y: 0, scale: 1 };
  const room = (length: number) => Math.max(1, length - 2 * EDGE);
  const scale = Math.min(
    room(size.width) / Math.max(right - left, 1e-9),
    room(size.height) / Math.max(top - bottom, 1e-9),
  );
  return { x: (left + right) / 2, y: (bottom + top) / 2, scale };
}

/** Returns the view after the points were moved by a number of pixels to the right and down. */
export function pannedView(view: MapView, right: number, down: number): MapView {
  return { ...view, x: view.x - right / view.scale, y: view.y + down / view.scale };
}

/** Returns by how many pixels the centre of a view is right of and below that of another view of the same scale. */
export function shiftOf(view: MapView, from: MapView): MapPlace {
  return { x: (view.x - from.x) * view.scale, y: (from.y - view.y) * view.scale };
}

/**
 * Returns the view after zooming in by a factor around a place, which does not move. Limits the scale to
 * between `OUT` and `IN` times the scale of `whole`.
 */
export function zoomedView(
  view: MapView,
  factor: number,
  place: MapPlace,
  { size, whole }: { readonly size: Size; readonly whole: MapView },
): MapView {
  const scale = Math.min(IN * whole.scale, Math.max(OUT * whole.scale, view.scale * factor));
  const [dx, dy] = [place.x - size.width / 2, place.y - size.height / 2];
  const change = 1 / view.scale - 1 / scale;
  return { x: view.x + dx * change, y: view.y - dy * change, scale };
}

/** Returns the place on the screen of the point with this index. */
export function placeOf(points: Float32Array, index: number, view: MapView, size: Size): MapPlace {
  return {
    x: size.width / 2 + (points[2 * index] - view.x) * view.scale,
    y: size.height / 2 - (points[2 * index + 1] - view.y) * view.scale,
  };
}

/** Returns the index of the point nearest to a place. Undefined if none is within `distance` pixels. */
export function nearestPoint(
  points: Float32Array,
  place: MapPlace,
  distance: number,
  { view, size }: { readonly view: MapView; readonly size: Size },
): number | undefined {
  let [nearest, least]: [number | undefined, number] = [undefined, distance];
  for (let i = 0; i < points.length / 2; i++) {
    const at = placeOf(points, i, view, size);
    const far = Math.hypot(at.x - place.x, at.y - place.y);
    if (far < least) [nearest, least] = [i, far];
  }
  return nearest;
}
