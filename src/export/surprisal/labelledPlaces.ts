import type { LabelledPlace } from '../../engine/scoring/surprisal/byLabel';
import { UserError } from '../../protocol/userError';

/**
 * Yields the labelled tokens of a table: tab-separated values with the columns `start` (code points) and `label`; others
 * are ignored. Throws a UserError with the line if a column is missing or a place is no number.
 */
export function* readLabelledPlaces(name: string, lines: Iterable<string>): Generator<LabelledPlace> {
  let columns: readonly [start: number, label: number] | undefined;
  let number = 0;
  for (const line of lines) {
    number++;
    if (line.trim() === '') continue;
    const cells = line.replace(/^\ufeff/, '').split('\t');
    if (!columns) {
      columns = columnsIn(name, cells);
      continue;
    }
    const [start, label] = columns.map(column => cells[column]);
    if (label === undefined || !/^\d+$/.test(start))
      throw new UserError('"{0}" has no place and label in line {1}.', [name, number]);
    yield { start: Number(start), label };
  }
  if (!columns) throw missing(name);
}

function columnsIn(name: string, cells: readonly string[]): readonly [number, number] {
  const columns = [cells.indexOf('start'), cells.indexOf('label')] as const;
  if (columns.includes(-1)) throw missing(name);
  return columns;
}

const missing = (name: string) =>
  new UserError(
    '"{0}" does not begin with the names of its columns: start and label, separated by tabs. "elman generate --labels" writes such a table.',
    [name],
  );
