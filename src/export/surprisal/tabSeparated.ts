/** A row of a table of tab-separated values. `line` is its line number in the file, from 1. */
interface TableRow<Places> {
  readonly line: number;
  readonly cells: readonly string[];
  readonly places: Places;
}

/**
 * Yields the rows below the header. `placesOf` receives the column names from the header in lower case, and
 * returns where the columns are that the caller reads. Skips empty lines.
 */
export function* rowsBelowHead<Places>(
  lines: Iterable<string>,
  placesOf: (names: readonly string[]) => Places,
): Generator<TableRow<Places>> {
  let places: Places | undefined;
  let line = 0;
  for (const content of lines) {
    line++;
    if (content.trim() === '') continue;
    const cells = content.replace(/^\ufeff/, '').split('\t');
    if (places === undefined) places = placesOf(cells.map(cell => cell.trim().toLowerCase()));
    else yield { line, cells, places };
  }
}
