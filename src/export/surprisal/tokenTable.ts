import type { AlignedRow } from '../../engine/scoring/surprisal/align';
import type { SurprisalRow } from '../../engine/scoring/surprisal/surprisalRow';
import {
  bits,
  log10Of,
  modelColumns,
  numberCell,
  optionalCell,
  rowOf,
  surprisalOf,
  type TableFormat,
  textCell,
} from './cells';

const figures = ['surprisal', 'log10p', 'rank', 'entropy', 'unknown', 'order'];

/** A row, and a label for its item. Without a label, the item's number is written. */
export interface LabelledRow extends AlignedRow {
  readonly label?: string;
}

/**
 * Yields a table of tokens or words, with a header: `item sentence token_id token start end surprisal log10p
 * rank entropy unknown order`. `surprisal` and `entropy` are in bits, `start` and `end` in code points.
 * `models` are the models' names, in the order of each row's `rows`.
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
  for (const { first, rows: found, label } of rows) {
    const { item, sentence, position, token, start, end } = first;
    const texts = [label ?? String(item), String(sentence), String(position), token];
    const cells = [...texts.map(text => textCell(text, format)), String(start), String(end)];
    yield rowOf([...cells, ...found.flatMap(cellsOf)], format);
  }
}

function cellsOf(row: SurprisalRow | undefined): string[] {
  if (!row) return figures.map(() => '');
  const { logProb, rank, entropy, unknown, order } = row;
  return [
    numberCell(surprisalOf(logProb)),
    numberCell(log10Of(logProb)),
    optionalCell(rank),
    numberCell(bits(entropy)),
    String(unknown),
    optionalCell(order),
  ];
}
