import type { AgreementPlace } from '../../engine/scoring/agreement';
import { UserError } from '../../protocol/userError';
import { rowsBelowHead } from './tabSeparated';

const needed = ['start', 'token', 'label', 'rival'] as const;
const others: readonly string[] = [...needed, 'end'];

/**
 * Yields the rows of a table of agreeing tokens, such as verbs with their subjects. The table has
 * tab-separated values with the columns `start` (in code points), `token`, `label` and `rival`. Every other
 * column except `end` is a way to group the tokens. Throws a UserError if a column is missing.
 */
export function* readAgreementPlaces(name: string, lines: Iterable<string>): Generator<AgreementPlace> {
  const placesOf = (names: readonly string[]) => {
    const missing = needed.find(column => !names.includes(column));
    if (missing === undefined) return names;
    throw new UserError(
      '"{0}" has no column "{1}". "elman generate agreement --labels" writes a table with start, token, label and rival.',
      [name, missing],
    );
  };
  for (const { line, cells, places: names } of rowsBelowHead(lines, placesOf)) {
    const [start, token, label, rival] = needed.map(column => cells[names.indexOf(column)]);
    if (rival === undefined || !/^\d+$/.test(start))
      throw new UserError('"{0}" has no place and label in line {1}.', [name, line]);
    const groups = names.flatMap((column, i) => (others.includes(column) ? [] : [[column, cells[i] ?? '']]));
    yield { start: Number(start), token, label, rival, groups: Object.fromEntries(groups) };
  }
}
