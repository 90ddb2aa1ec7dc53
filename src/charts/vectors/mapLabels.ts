import type { MapPlace } from './mapView';

/** Height of a label, and the gap between a point and its label, in pixels. */
export const [LABEL_HEIGHT, LABEL_GAP] = [14, 5];
/** MOST: maximum number of labels. TRIED: maximum number of points for which a label is tried. */
const [MOST, TRIED] = [600, 9000];
/** Width and height in pixels of the cells of the grid by which overlapping labels are found. */
const CELL = 64;

export interface MapLabel {
  readonly index: number;
  /** The left edge of the text, and its baseline. */
  readonly x: number;
  readonly y: number;
}

interface Rectangle {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * Chooses labels that do not overlap. Labels of earlier points are placed first. A label is at the right of
 * its point or, if there is no room, at the left. If there is no room there either, the point gets no label.
 * `points` contains the index and the place of each point. `edges` contains x coordinates in ascending order: labels
 * are between the first and the last of them, and cross none.
 */
export function placeLabels(
  points: Iterable<readonly [index: number, place: MapPlace]>,
  edges: readonly number[],
  widthOf: (index: number) => number,
): MapLabel[] {
  const labels: MapLabel[] = [];
  const taken = new TakenRoom();
  let tried = 0;
  for (const [index, { x, y }] of points) {
    if (labels.length >= MOST || ++tried > TRIED) break;
    const width = widthOf(index);
    const left = [x + LABEL_GAP, x - LABEL_GAP - width].find(
      from =>
        isBetween(edges, from, from + width) && taken.take({ left: from, right: from + width, ...rows(y) }),
    );
    if (left !== undefined) labels.push({ index, x: left, y: y + 4 });
  }
  return labels;
}

function isBetween(edges: readonly number[], left: number, right: number): boolean {
  const isInside = left >= edges[0] && right <= edges[edges.length - 1];
  return isInside && edges.every(edge => right <= edge || left >= edge);
}

const rows = (y: number) => ({ top: y - LABEL_HEIGHT / 2, bottom: y + LABEL_HEIGHT / 2 });

/** The rectangles of the placed labels, by the cells of a grid that they touch. */
class TakenRoom {
  private readonly cells = new Map<number, Rectangle[]>();

  /** Adds a rectangle if it overlaps no other. Returns whether it was added. */
  take(wanted: Rectangle): boolean {
    const keys = cellsOf(wanted);
    if (keys.some(key => this.cells.get(key)?.some(other => overlap(wanted, other)))) return false;
    for (const key of keys) {
      const others = this.cells.get(key);
      if (others) others.push(wanted);
      else this.cells.set(key, [wanted]);
    }
    return true;
  }
}

const overlap = (a: Rectangle, b: Rectangle) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/**
 * Number by which a cell's column is multiplied in the cell's key. A map has fewer cells than this in a
 * column.
 */
const COLUMN = 4096;

function cellsOf({ left, right, top, bottom }: Rectangle): number[] {
  const cell = (value: number) => Math.floor(value / CELL);
  const keys: number[] = [];
  for (let x = cell(left); x <= cell(right); x++)
    for (let y = cell(top); y <= cell(bottom); y++) keys.push(x * COLUMN + y);
  return keys;
}
