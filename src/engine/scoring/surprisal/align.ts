import type { SurprisalRow } from './surprisalRow';

/**
 * One row of a table for several models. `rows[i]` is the row of model i; undefined if the model has no token
 * or word with this range.
 */
export interface AlignedRow {
  readonly first: SurprisalRow;
  readonly rows: readonly (SurprisalRow | undefined)[];
}

/**
 * Merges the rows of several models for one text by their ranges in the text. The models may have different
 * rows, for example if only some of them have a token for the end of a sentence.
 */
export function* alignRows(models: readonly Iterator<SurprisalRow>[]): Generator<AlignedRow> {
  if (models.length === 1) {
    for (let row = models[0].next(); !row.done; row = models[0].next())
      yield { first: row.value, rows: [row.value] };
    return;
  }
  const next = models.map(rows => rows.next());
  for (;;) {
    const heads = next.map(({ done, value }) => (done ? undefined : (value as SurprisalRow)));
    const first = heads.reduce((a, b) => (!a || (b && order(b, a) < 0) ? b : a), undefined);
    if (!first) return;
    const rows = heads.map(row => (row && order(row, first) === 0 ? row : undefined));
    yield { first, rows };
    for (const [i, row] of rows.entries()) if (row) next[i] = models[i].next();
  }
}

function order(a: SurprisalRow, b: SurprisalRow): number {
  return a.item - b.item || a.end - b.end || a.start - b.start;
}
