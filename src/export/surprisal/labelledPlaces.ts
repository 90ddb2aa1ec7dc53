import type { LabelledPlace } from '../../engine/scoring/surprisal/byLabel';
import { UserError } from '../../protocol/userError';
import { rowsBelowHead } from './tabSeparated';

/**
 * Yields the labelled tokens of a table of tab-separated values. Reads the columns `start` (in code points)
 * and `label` and ignores all others. Throws a UserError with the line number if a column is missing or
 * `start` is not a number.
 */
export function* readLabelledPlaces(name: string, lines: Iterable<string>): Generator<LabelledPlace> {
  let isEmpty = true;
  const placesOf = (names: readonly string[]) => {
    isEmpty = false;
    return columnsIn(name, names);
  };
  for (const { line, cells, places } of rowsBelowHead(lines, placesOf)) {
    const [start, label] = places.map(place => cells[place]);
    if (label === undefined || !/^\d+$/.test(start))
      throw new UserError('"{0}" has no place and label in line {1}.', [name, line]);
    yield { start: Number(start), label };
  }
  if (isEmpty) throw missing(name);
}

function columnsIn(name: string, names: readonly string[]): readonly [number, number] {
  const columns = [names.indexOf('start'), names.indexOf('label')] as const;
  if (columns.includes(-1)) throw missing(name);
  return columns;
}

const missing = (name: string) =>
  new UserError(
    '"{0}" does not begin with the names of its columns: start and label, separated by tabs. "elman generate --labels" writes such a table.',
    [name],
  );
