import type { NumberFormat } from '../../src/charts/format';
import type { PageTexts } from '../../src/charts/texts';
import { oneLine } from '../../src/common/harmlessText';
import type { ModelFileRow, ModelFileRowKind } from '../../src/protocol/modelFile';
import { element } from '../dom';
import { narrow } from '../narrow';
import { virtualRows } from '../vectors/virtualRows';
import type { RowList } from './rowList';

/** Heights of a row in CSS pixels, on a wide page and on a narrow one. The style sheet contains the same numbers. */
const [ROW, TWO_LINES] = [24, 44];

/** The columns of a kind of rows: the heading of each, and the index of the cell that is the name of a row. */
interface Columns {
  readonly heads: readonly string[];
  readonly name: number;
}

export interface RowTablePorts {
  readonly list: RowList;
  readonly kind: ModelFileRowKind;
  readonly texts: PageTexts;
  readonly numbers: NumberFormat;
}

/** Returns the table of the rows that a search has found. The name of a row comes first. */
export function rowTable({ list, kind, texts, numbers }: RowTablePorts) {
  const { heads, name } = columnsOf(kind, texts);
  const order = [name, ...heads.map((_, column) => column).filter(column => column !== name)];
  const headOf = (column: number) => {
    const head = element('th', column === name ? 'name' : 'figure', heads[column]);
    head.scope = 'col';
    return head;
  };
  const cellOf = (row: ModelFileRow | undefined, column: number) => {
    const value = row?.[column];
    const shown = typeof value === 'number' ? numberText(value, numbers) : oneLine(value ?? '…');
    const cell = element('td', column === name ? 'name' : 'figure', shown);
    cell.title = `${heads[column]}: ${shown}`;
    return cell;
  };
  const rows = virtualRows({
    name: 'row',
    caption: element('caption', 'heard', texts.t('Contents of the file')),
    head: element('thead', '', element('tr', '', ...order.map(headOf))),
    cells: position => order.map(column => cellOf(list.row(position), column)),
    length: () => list.length,
    height: () => (narrow.matches ? TWO_LINES : ROW),
    isChosen: () => false,
    choose: () => {},
    shows: (from, to) => list.show(from, to),
  });
  narrow.addEventListener('change', rows.update);
  return rows;
}

/** Whole numbers are counts. A probability of 0 has the logarithm minus infinity. */
function numberText(value: number, numbers: NumberFormat): string {
  if (value === Number.NEGATIVE_INFINITY) return '−∞';
  return Number.isInteger(value) ? numbers.whole(value) : numbers.precise(value);
}

function columnsOf(kind: ModelFileRowKind, { t }: PageTexts): Columns {
  switch (kind) {
    case 'ngrams':
      return { heads: [t('Length'), t('N-gram'), t('log10 P'), t('log10 back-off')], name: 1 };
    case 'words':
      return { heads: [t('Word'), t('Count'), t('Class')], name: 0 };
    case 'countedWords':
      return { heads: [t('Word'), t('Count')], name: 0 };
    case 'vectors':
      return { heads: [t('Word'), t('Norm'), t('First numbers')], name: 0 };
    case 'tensors':
      return { heads: [t('Tensor'), t('Type'), t('Shape'), t('Elements'), t('Bytes')], name: 0 };
  }
}
