import type { RegionItem } from '../../engine/scoring/surprisal/regions';
import { UserError } from '../../protocol/userError';

const needed = ['item', 'condition', 'text'] as const;
type Column = (typeof needed)[number];

/**
 * Reads the items of an experiment: tab-separated values with the columns `item`, `condition` and `text`, in
 * any order. `|` in a text divides it into regions. Rows that follow one another with the same item and
 * condition are parts of one sentence. Throws a UserError with the line if a column is missing.
 */
export function readRegionItems(name: string, lines: Iterable<string>): RegionItem[] {
  const items: { item: string; condition: string; regions: string[]; lines: number[] }[] = [];
  let places: Readonly<Record<Column, number>> | undefined;
  let number = 0;
  for (const line of lines) {
    number++;
    const cells = line.replace(/^\ufeff/, '').split('\t');
    if (line.trim() === '') continue;
    if (!places) {
      places = placesOf(name, cells);
      continue;
    }
    const [item, condition, text] = needed.map(column => cells[places?.[column] ?? 0]);
    if (text === undefined)
      throw new UserError('"{0}" has {1} columns in line {2}; its first line has more.', [
        ...[name, cells.length, number],
      ]);
    const last = items.at(-1);
    const sentence =
      last?.item === item && last.condition === condition
        ? last
        : { item, condition, regions: [], lines: [] };
    if (sentence !== last) items.push(sentence);
    const before = sentence.regions.at(-1);
    const regions = regionsOf(before === undefined ? text : joined(before, text));
    sentence.regions.push(...regions);
    sentence.lines.push(...regions.map(() => number));
  }
  if (items.length === 0)
    throw new UserError(
      '"{0}" has no items. Its first line names the columns (item, condition, text), separated by tabs.',
      [name],
    );
  return items;
}

function placesOf(name: string, cells: readonly string[]): Readonly<Record<Column, number>> {
  const names = cells.map(cell => cell.trim().toLowerCase());
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
  };
}

/** The last letter of a text in a script that is written without spaces. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}、。]$/u;

/** Puts a space before the next part of a sentence, unless there is one or its script has none. */
function joined(before: string, text: string): string {
  return /\s$/.test(before) || /^\s/.test(text) || UNSPACED.test(before) ? text : ` ${text}`;
}

/**
 * Divides a text at `|`. Of two spaces around it, one is left out: "the horse | fell" is "the horse fell".
 */
function regionsOf(text: string): string[] {
  return text.split('|').map((region, i, all) => {
    const isDoubled = i > 0 && /\s$/.test(all[i - 1]) && /^\s/.test(region);
    return isDoubled ? region.trimStart() : region;
  });
}
