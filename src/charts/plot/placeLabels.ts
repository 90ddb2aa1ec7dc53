import type { Box } from './scene';

/** A dot and the width of its label, in pixels. */
export interface LabelledDot {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** In pixels: the height of a label, its distance from its dot, and the distance between the rows that are tried. */
const [HEIGHT, GAP, STEP] = [13, 7, 2];
/** The number of columns that are tried, besides the places beside, above and below the dot. */
const COLUMNS = 8;
/** The smallest distance in pixels of a label from its dot: GAP, without rounding errors. */
const NEAREST = GAP - 0.001;
/** Places above, below and on the left are taken only if they are nearer to the dot by these distances, in pixels. */
const [LEFT, ELSEWHERE] = [0.1, 2];

/**
 * Returns a rectangle for the label of each dot: the place in the box that is nearest to the dot and overlaps no earlier label. If
 * possible, it also overlaps no obstacle. Undefined for a label that has no place.
 */
export function placeLabels(
  dots: readonly LabelledDot[],
  box: Box,
  obstacles: readonly Box[],
): (Box | undefined)[] {
  const placed: Box[] = [];
  return dots.map(dot => {
    const places = placesFor(dot, box).filter(place => !placed.some(other => overlap(place, other)));
    const free = places.filter(place => !obstacles.some(other => overlap(place, other)));
    const best = nearest(dot, free.length > 0 ? free : places);
    if (best) placed.push(best);
    return best;
  });
}

/** Returns the distance in pixels from a dot to a rectangle. */
export function distanceTo(
  { x, y }: Pick<LabelledDot, 'x' | 'y'>,
  { left, right, top, bottom }: Box,
): number {
  return Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
}

function nearest(dot: LabelledDot, places: readonly Box[]): Box | undefined {
  let best: { place: Box; cost: number } | undefined;
  for (const place of places) {
    const cost = costOf(dot, place);
    if (!best || cost < best.cost) best = { place, cost };
  }
  return best?.place;
}

/** Prefers near places, among them the one on the right of the dot, at its height. */
function costOf(dot: LabelledDot, place: Box): number {
  const distance = distanceTo(dot, place) + Math.abs((place.top + place.bottom) / 2 - dot.y) / 100;
  if (place.left >= dot.x) return distance;
  return distance + (place.right <= dot.x ? LEFT : ELSEWHERE);
}

/** Returns the places of a label in the box: beside, above and below its dot, and in rows and columns of the whole box. */
function placesFor(dot: LabelledDot, { left, right, top, bottom }: Box): Box[] {
  const { x, y, width } = dot;
  const [lastLeft, lastTop] = [right - width, bottom - HEIGHT];
  if (lastLeft < left || lastTop < top) return [];
  const lefts = [
    x + GAP,
    x - GAP - width,
    x - width / 2,
    ...steps(left, lastLeft, (lastLeft - left) / COLUMNS),
  ];
  const tops = [y - HEIGHT / 2, y - GAP - HEIGHT, y + GAP, ...steps(top, lastTop, STEP)];
  return lefts
    .filter(at => at >= left && at <= lastLeft)
    .flatMap(atLeft =>
      tops
        .filter(at => at >= top && at <= lastTop)
        .map(atTop => ({ left: atLeft, top: atTop, right: atLeft + width, bottom: atTop + HEIGHT })),
    )
    .filter(place => distanceTo(dot, place) >= NEAREST);
}

function steps(first: number, last: number, step: number): number[] {
  if (step === 0) return [first];
  return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, i) => first + i * step);
}

const overlap = (a: Box, b: Box) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
