import { surprisalOf } from '../../common/perplexity';
import type { RegionRow } from '../../engine/scoring/surprisal/regions';
import { log10Of, modelColumns, numberCell, rowOf, type TableFormat, textCell } from './cells';

const figures = ['surprisal', 'log10p', 'tokens', 'unknown'];

/**
 * Yields the lines of a table of regions, the header first: `item condition region text surprisal log10p
 * tokens unknown`. `items` contains one element per sentence: the rows of its regions for each model, as
 * [models][regions].
 */
export function* regionTable(
  items: Iterable<readonly (readonly RegionRow[])[]>,
  models: readonly string[],
  format: TableFormat,
): Generator<string> {
  const head = ['item', 'condition', 'region', 'text', ...modelColumns(figures, models)];
  yield rowOf(
    head.map(name => textCell(name, format)),
    format,
  );
  for (const found of items) {
    for (const [i, { item, condition, region, text }] of found[0].entries()) {
      const place = [item, condition, region, text].map(cell => textCell(cell, format));
      yield rowOf([...place, ...found.flatMap(rows => cellsOf(rows[i]))], format);
    }
  }
}

function cellsOf({ logProb, tokens, unknown }: RegionRow): string[] {
  return [numberCell(surprisalOf(logProb)), numberCell(log10Of(logProb)), String(tokens), String(unknown)];
}
