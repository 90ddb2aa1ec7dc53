import type { PageTexts } from '../../src/charts/texts';
import { element } from '../dom';
import { describeColumn } from './columns';
import type { TableModel } from './tableModel';

/** Padding to the left and right of a cell's text together, in pixels, as in the style sheet. */
const PADDING = 16;

/** Minimum widths of columns with texts, in characters. Others are narrow. */
const WIDE = new Map([
  ['condition', 10],
  ['region', 8],
  ['token', 12],
  ['text', 20],
  ['item', 4],
]);

interface TableHeadPorts {
  readonly model: TableModel;
  readonly texts: PageTexts;
  readonly table: HTMLTableElement;
  /** Called when the rows have another order. */
  readonly sorted: () => void;
}

/** The head of the table: a button for each column, which sorts by it. Sets the widths of the columns. */
export function tableHead({ model, texts, table, sorted }: TableHeadPorts) {
  const columns = element('colgroup');
  const head = element('thead');
  let drawn = '';

  const sortBy = (column: number) => {
    const before = model.sortedBy;
    const first = !model.isText(column); // numbers are sorted with the largest first
    if (before?.column !== column) model.sortBy({ column, descending: first });
    else model.sortBy(before.descending === first ? { column, descending: !first } : undefined);
    sorted();
  };

  const cellOf = (name: string, column: number) => {
    const order = model.sortedBy;
    const isSorted = order?.column === column;
    const arrow = element('span', 'arrow', isSorted ? (order.descending ? '▼' : '▲') : '');
    arrow.setAttribute('aria-hidden', 'true');
    const press = element('button', 'sort', element('span', '', name), arrow);
    press.type = 'button';
    press.title = describeColumn(texts, model.figureOf(column));
    press.addEventListener('click', () => sortBy(column));
    const cell = element('th', model.isText(column) ? 'text' : 'number', press);
    cell.scope = 'col';
    cell.setAttribute('aria-sort', isSorted ? (order.descending ? 'descending' : 'ascending') : 'none');
    return cell;
  };

  const setWidths = () => {
    const widths = model.columns.map(name => Math.max(name.length + 2, WIDE.get(name) ?? 8));
    columns.replaceChildren(
      ...widths.map(width => {
        const column = element('col');
        column.style.width = `calc(${width}ch + ${PADDING}px)`;
        return column;
      }),
    );
    const all = widths.reduce((sum, width) => sum + width, 0);
    table.style.minWidth = `calc(${all}ch + ${PADDING * widths.length}px)`;
  };

  /** Draws the head if its columns, their order or the language changed. Keeps the focus. */
  const draw = () => {
    const key = JSON.stringify([model.columns, model.sortedBy, texts.language]);
    if (key === drawn) return;
    drawn = key;
    const focused = [...head.querySelectorAll('button')].indexOf(document.activeElement as HTMLButtonElement);
    head.replaceChildren(element('tr', '', ...model.columns.map(cellOf)));
    head.querySelectorAll('button')[focused]?.focus();
    setWidths();
  };

  return { columns, head, draw };
}
