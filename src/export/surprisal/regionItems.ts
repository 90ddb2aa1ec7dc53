import type { RegionItem } from '../../engine/scoring/surprisal/regions';
import { UserError } from '../../protocol/userError';
import { rowsBelowHead } from './tabSeparated';

const needed = ['item', 'condition', 'text'] as const;
/** The index of each column in the table. `region` is -1 if the table has no column with names of regions. */
type Places = Readonly<Record<(typeof needed)[number] | 'region', number>>;

/**
 * Reads the items of an experiment from tab-separated values with the columns `item`, `condition` and `text`,
 * in any order. `|` in a text divides the text into regions. An optional column `region` contains the names
 * of the regions, also divided by `|`; without this column, regions are numbered. Consecutive rows with the
 * same item and condition are parts of one sentence. Throws a UserError with the line number if a column, or
 * the name of a region, is missing.
 */
export function readRegionItems(name: string, lines: Iterable<string>): RegionItem[] {
  const items: { item: string; condition: string; regions: string[]; names: string[]; lines: number[] }[] =
    [];
  const rows = rowsBelowHead(lines, names => placesOf(name, names));
  for (const { line: number, cells, places } of rows) {
    const [item, condition, text] = needed.map(column => cells[places[column]]);
    if (text === undefined)
      throw new UserError('Line {2} of "{0}" has fewer columns ({1}) than its first line.', [
        ...[name, cells.length, number],
      ]);
    const last = items.at(-1);
    const sentence =
      last?.item === item && last.condition === condition
        ? last
        : { item, condition, regions: [], names: [], lines: [] };
    if (sentence !== last) items.push(sentence);
    const before = sentence.regions.at(-1);
    const regions = regionsOf(before === undefined ? text : joined(before, text));
    sentence.regions.push(...regions);
    const named = namesIn(cells[places.region] ?? '');
    if (named && named.length !== regions.length)
      throw new UserError(
        'Line {2} of "{0}" has another number of regions ({1}) than of their names ({3}). "|" divides both.',
        [...[name, regions.length, number, named.length]],
      );
    sentence.names.push(...(named ?? regions.map((_, i) => String(sentence.names.length + i + 1))));
    sentence.lines.push(...regions.map(() => number));
  }
  if (items.length === 0)
    throw new UserError(
      '"{0}" has no items. Its first line names the columns (item, condition, text), separated by tabs.',
      [name],
    );
  return items;
}

function placesOf(name: string, names: readonly string[]): Places {
  const missing = needed.find(column => !names.includes(column));
  if (missing !== undefined)
    throw new UserError(
      '"{0}" has no column "{1}". Its first line names the columns (item, condition, text), separated by tabs.',
      [name, missing],
    );
  return {
    item: names.indexOf('item'),
    condition: names.indexOf('condition'),
    text: names.indexOf('text'),
    region: names.indexOf('region'),
  };
}

/** Returns the names in a cell of the column `region`. Undefined if the cell is empty. */
function namesIn(cell: string): string[] | undefined {
  return cell.trim() === '' ? undefined : cell.split('|').map(name => name.trim());
}

/** Matches a text whose last letter belongs to a script that is written without spaces. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}、。]$/u;

/**
 * Returns the next part of a sentence. Adds a space before it unless there is a space already or the script
 * of the part before is written without spaces.
 */
function joined(before: string, text: string): string {
  return /\s$/.test(before) || /^\s/.test(text) || UNSPACED.test(before) ? text : ` ${text}`;
}

/**
 * Divides a text at `|`. If `|` has spaces on both sides, drops one of the two spaces: "the horse | fell"
 * becomes "the horse fell".
 */
function regionsOf(text: string): string[] {
  return text.split('|').map((region, i, all) => {
    const isDoubled = i > 0 && /\s$/.test(all[i - 1]) && /^\s/.test(region);
    return isDoubled ? region.trimStart() : region;
  });
}
