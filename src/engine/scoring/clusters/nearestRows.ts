import { euclideanDistance, type Vectors, vectorAt } from './distance';

/** The vector that is nearest to a given vector, by its row. */
export interface NearestRow {
  readonly row: number;
  /** Euclidean distance of the two vectors. */
  readonly distance: number;
}

/** Returns the nearest other vector of each vector. If there is only one vector, the row is -1. */
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

/**
 * Returns the rows of vectors that have a class in common with their nearest other vector. `classes`: the
 * classes of each row.
 */
export function rowsNearOwnClass(
  nearest: readonly NearestRow[],
  classes: readonly ReadonlySet<string>[],
): number[] {
  return [...nearest.keys()].filter(row => {
    const others = classes[nearest[row].row];
    return others !== undefined && [...classes[row]].some(each => others.has(each));
  });
}
