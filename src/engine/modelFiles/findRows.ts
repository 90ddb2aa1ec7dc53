import type { FoundModelFileRows, ModelFileRow, ModelFileSearch } from '../../protocol/modelFile';

/**
 * Returns the rows in which a text contains the searched one. Upper and lower case are not distinguished. A number as
 * first word, followed by a colon (`2: the`), finds only n-grams of this length.
 */
export function findRows(
  rows: readonly ModelFileRow[],
  { query, from, count }: ModelFileSearch,
): FoundModelFileRows {
  const hasLengths = typeof rows[0]?.[0] === 'number';
  const [, length, rest] = (hasLengths && /^\s*(\d{1,2}):\s?(.*)$/s.exec(query)) || [];
  const wanted = (rest ?? query).toLowerCase();
  const found = rows.filter(
    row =>
      (length === undefined || row[0] === Number(length)) &&
      (wanted === '' || textOf(row).toLowerCase().includes(wanted)),
  );
  return { total: found.length, rows: found.slice(from, from + count) };
}

/** Returns the first text of a row: its n-gram, word or name. */
const textOf = (row: ModelFileRow) => String(row.find(cell => typeof cell === 'string') ?? '');
