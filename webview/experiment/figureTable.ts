import { element } from '../dom';

export interface FigureTable {
  /** The name of the table for screen readers. */
  readonly caption: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Index of the first column that contains numbers. All further columns do, too. */
  readonly numbersFrom: number;
}

/**
 * Returns a table whose first column names the rows. On a narrow page, the figures of a row are below its name, each after the
 * head of its column.
 */
export function figureTable({ caption, heads, rows, numbersFrom }: FigureTable): HTMLElement {
  const classOf = (column: number) => (column === 0 ? 'name' : column >= numbersFrom ? 'number' : 'words');
  const cellOf = (text: string, column: number, isHead: boolean) => {
    const cell = element(isHead || column === 0 ? 'th' : 'td', classOf(column), text);
    if (cell.tagName === 'TH') cell.setAttribute('scope', isHead ? 'col' : 'row');
    else cell.dataset.head = heads[column];
    return cell;
  };
  const rowOf = (texts: readonly string[], isHead: boolean) =>
    element('tr', '', ...texts.map((text, column) => cellOf(text, column, isHead)));
  const table = element(
    'table',
    'figures',
    element('caption', 'heard', caption),
    element('thead', '', rowOf(heads, true)),
    element('tbody', '', ...rows.map(texts => rowOf(texts, false))),
  );
  const box = element('div', 'scrolled', table);
  box.tabIndex = 0;
  box.setAttribute('role', 'region');
  box.setAttribute('aria-label', caption);
  return box;
}
