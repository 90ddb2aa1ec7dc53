import { euclideanDistance, type Vectors, vectorAt } from './distance';

/** The nearest other vector of a vector. */
export interface NearestRow {
  readonly row: number;
  /** Euclidean distance. */
  readonly distance: number;
}

/** Returns the nearest other vector of each vector. With one vector only, the row is -1. */
export function nearestRows(all: Vectors): NearestRow[] {
  const rows = Array.from({ length: all.vectors.length / all.size }, (_, row) => row);
  return rows.map(row => {
    let found: NearestRow = { row: -1, distance: Number.POSITIVE_INFINITY };
    for (const other of rows) {
      const distance = euclideanDistance(vectorAt(all, row), vectorAt(all, other));
      if (other !== row && distance < found.distance) found = { row: other, distance };
    }
    return found;
  });
}

/** Returns the rows whose nearest other vector shares a class with them. `classes`: those of each row. */
export function rowsNearOwnClass(
  nearest: readonly NearestRow[],
  classes: readonly ReadonlySet<string>[],
): number[] {
  return [...nearest.keys()].filter(row => {
    const others = classes[nearest[row].row];
    return others !== undefined && [...classes[row]].some(each => others.has(each));
  });
}
