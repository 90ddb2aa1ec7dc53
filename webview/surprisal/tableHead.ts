import type { PageTexts } from '../../src/charts/texts';
import { element } from '../dom';
import { describeColumn } from './columns';
import type { TableModel } from './tableModel';

/** Padding of a cell, left plus right, in pixels. The style sheet contains the same padding. */
const PADDING = 16;

/** Minimum widths of columns with texts, in characters, by column name. Other columns are narrow. */
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
  /** Called when the user has changed the order of the rows. */
  readonly sorted: () => void;
}

/**
 * Returns the head of the table, with a button for each column that sorts the rows by this column. Sets the
 * widths of the columns.
 */
export function tableHead({ model, texts, table, sorted }: TableHeadPorts) {
  const columns = element('colgroup');
  const head = element('thead');
  let drawn = '';

  const sortBy = (column: number) => {
    const before = model.sortedBy;
    // The first click on a column sorts texts in ascending order and numbers in descending order.
    const first = !model.isText(column);
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

  /**
   * Draws the head if the columns, the order of the rows or the language has changed. Keeps the keyboard
   * focus.
   */
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
