import { bitsOf, surprisalOf } from '../../common/perplexity';
import type { AlignedRow } from '../../engine/scoring/surprisal/align';
import type { SurprisalRow } from '../../engine/scoring/surprisal/surprisalRow';
import { log10Of, modelColumns, numberCell, optionalCell, rowOf, type TableFormat, textCell } from './cells';

const figures = ['surprisal', 'log10p', 'rank', 'entropy', 'unknown', 'order'];

/** A row with a label of its item. If the label is missing, the table contains the item's number instead. */
export interface LabelledRow extends AlignedRow {
  readonly label?: string;
}

/**
 * Yields the lines of a table of tokens or words, the header first: `item sentence token_id token start end
 * surprisal log10p rank entropy unknown order`. With several models, the columns from `surprisal` on are
 * repeated for each model, with its name appended. `surprisal` and `entropy` are in bits, `start` and `end`
 * in code points. `models` contains the models' names. The property `rows` of each item contains one result
 * per model, in the same order.
 */
export function* tokenTable(
  rows: Iterable<LabelledRow>,
  models: readonly string[],
  format: TableFormat,
): Generator<string> {
  const head = ['item', 'sentence', 'token_id', 'token', 'start', 'end', ...modelColumns(figures, models)];
  yield rowOf(
    head.map(name => textCell(name, format)),
    format,
  );
  const [separator, end] = format === 'csv' ? [',', '\r\n'] : ['\t', '\n'];
  for (const { first, rows: found, label } of rows) {
    const item = label === undefined ? first.item : textCell(label, format);
    let line = `${item}${separator}${first.sentence}${separator}${first.position}${separator}`;
    line += `${textCell(first.token, format)}${separator}${first.start}${separator}${first.end}`;
    for (const row of found) line += row ? figuresOf(row, separator) : separator.repeat(figures.length);
    yield line + end;
  }
}

/** Returns the cells of a row that depend on the model, each preceded by a separator. */
function figuresOf({ logProb, rank, entropy, unknown, order }: SurprisalRow, separator: string): string {
  const probability = `${separator}${numberCell(surprisalOf(logProb))}${separator}${numberCell(log10Of(logProb))}`;
  const prediction = `${separator}${optionalCell(rank)}${separator}${numberCell(bitsOf(entropy))}`;
  return `${probability}${prediction}${separator}${unknown}${separator}${optionalCell(order)}`;
}
