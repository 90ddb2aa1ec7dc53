import { linesIn, scanLines } from '../../engine/data/lines';
import type { ModelColumn } from '../../engine/scoring/surprisal/commonTokenizer';
import { regionRows } from '../../engine/scoring/surprisal/regions';
import { columnNames, type TableFormat } from '../../export/surprisal/cells';
import { readRegionItems } from '../../export/surprisal/regionItems';
import { regionTable } from '../../export/surprisal/regionTable';
import { tokenTable } from '../../export/surprisal/tokenTable';
import type { SurprisalTable } from '../../protocol/surprisalTable';
import { CodePointPlaces } from './codePointPlaces';
import { RangeRows, type RangeText } from './rangeRows';

/** A table that is generated line by line; the first line is the header. */
export interface GrowingTable {
  readonly lines: Iterable<string>;
  /** Returns the share of the table that is done, from 0 to 1. */
  share(): number;
  /**
   * Returns the range of a row in the document, in UTF-16 units. `row` must be the index of the row that was
   * generated last, counted from 0.
   */
  place(row: number): readonly [number, number];
}

/** Returns the surprisal table of the texts, with a row per token, word or region. */
export function surprisalTable(
  models: readonly ModelColumn[],
  texts: readonly RangeText[],
  params: SurprisalTable,
  format: TableFormat,
): GrowingTable {
  return params.rows === 'region'
    ? regionsOf(models, texts, format)
    : tokensOf(models, texts, params, format);
}

function tokensOf(
  models: readonly ModelColumn[],
  texts: readonly RangeText[],
  { rows, perLine }: SurprisalTable,
  format: TableFormat,
): GrowingTable {
  const found = new RangeRows(models, { byWords: rows === 'word', perLine });
  const places = new CodePointPlaces(texts[0]?.text ?? '');
  let last: readonly [number, number] = [0, 0];
  const watched = function* () {
    for (const row of found.of(texts)) {
      last = [row.first.start, row.first.end];
      yield row;
    }
  };
  return {
    lines: tokenTable(watched(), columnNames(models), format),
    share: () => found.share,
    place: () => [places.unitAt(last[0]), places.unitAt(last[1])],
  };
}

function regionsOf(
  models: readonly ModelColumn[],
  texts: readonly RangeText[],
  format: TableFormat,
): GrowingTable {
  const items = texts.flatMap(({ name, text }) => readRegionItems(name, linesIn(text)));
  const lines: [number, number][] = [];
  scanLines(texts[0]?.text ?? '', (start, newline) => lines.push([start, newline]));
  const places = items.flatMap(item => item.lines.map(line => lines[line - 1] ?? [0, 0]));
  let done = 0;
  const scored = function* () {
    for (const item of items) {
      yield models.map(({ open }) => regionRows(open, item));
      done++;
    }
  };
  return {
    lines: regionTable(scored(), columnNames(models), format),
    share: () => done / items.length,
    place: row => places[row] ?? [0, 0],
  };
}
