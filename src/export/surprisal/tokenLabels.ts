import { UserError } from '../../protocol/userError';
import { rowsBelowHead } from './tabSeparated';

/**
 * Reads the labels of each token from a table of tab-separated values with the columns `token` and `label`.
 * Ignores all other columns. Throws a UserError if a column is missing.
 */
export function readTokenLabels(name: string, lines: Iterable<string>): Map<string, Set<string>> {
  const labels = new Map<string, Set<string>>();
  const placesOf = (names: readonly string[]) => {
    const places = [names.indexOf('token'), names.indexOf('label')] as const;
    if (!places.includes(-1)) return places;
    throw new UserError(
      '"{0}" does not begin with the names of its columns: token and label, separated by tabs. "elman generate --labels" writes such a table.',
      [name],
    );
  };
  for (const { line, cells, places } of rowsBelowHead(lines, placesOf)) {
    const [token, label] = places.map(place => cells[place]);
    if (token === undefined || label === undefined)
      throw new UserError('"{0}" has no token and label in line {1}.', [name, line]);
    labels.set(token, (labels.get(token) ?? new Set()).add(label));
  }
  return labels;
}
