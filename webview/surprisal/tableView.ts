import type { NumberFormat } from '../../src/charts/format';
import type { PageTexts } from '../../src/charts/texts';
import { visible } from '../../src/common/visibleToken';
import { element, setText } from '../dom';
import { tableHead } from './tableHead';
import { numberIn, type TableModel, type TableRow, textIn } from './tableModel';

/** Height of a row in pixels. The style sheet contains the same height. */
const ROW = 24;
/** Number of rows that exist as elements above and below the visible rows. */
const MARGIN = 15;

export interface TableViewPorts {
  readonly model: TableModel;
  readonly texts: PageTexts;
  readonly numbers: NumberFormat;
  /** Selects the range of a row in the text's editor. */
  readonly reveal: (row: TableRow) => void;
}

/**
 * Returns a table in which only the rows on the screen exist as elements, so that it can scroll through
 * 100,000 rows. The arrow keys move the active row. Enter or a click shows the row's range in the text.
 */
export function tableView({ model, texts, numbers, reveal }: TableViewPorts) {
  const caption = element('caption', 'heard');
  const body = element('tbody');
  const table = element('table');
  const { columns, head, draw: drawHead } = tableHead({ model, texts, table, sorted: () => fromTop() });
  table.append(caption, columns, head, body);
  const box = element('div', 'rows', table);
  table.setAttribute('role', 'grid');
  table.tabIndex = 0;
  let [active, isScheduled] = [0, false];
  let largest: number[] = [];

  const cellOf = (cell: string, column: number) => {
    if (model.isText(column)) {
      const shown = element(
        'td',
        'text',
        visible(textIn(cell)).replaceAll('␣', model.columns[column] === 'token' ? '␣' : ' '),
      );
      shown.title = shown.textContent ?? '';
      return shown;
    }
    const isFigure = /^(surprisal|log10p|entropy)$/.test(model.figureOf(column));
    const value = numberIn(cell);
    const text = Number.isFinite(value)
      ? isFigure
        ? numbers.decimal(value, 3)
        : cell
      : cell.replace('inf', '∞');
    const shown = element('td', 'number', text);
    if (largest[column] > 0)
      shown.style.setProperty('--share', String(Math.min(1, value / largest[column]) || 0));
    return shown;
  };

  const rowOf = (position: number) => {
    const row = model.row(position);
    const line = element('tr', '', ...row.cells.map(cellOf));
    line.id = `row-${position}`;
    line.setAttribute('aria-rowindex', String(position + 2));
    line.setAttribute('aria-selected', String(position === active));
    line.addEventListener('click', () => activate(position));
    return line;
  };

  const space = (rows: number) => {
    const line = element('tr', 'space');
    line.setAttribute('aria-hidden', 'true');
    line.style.height = `${rows * ROW}px`;
    return line;
  };

  const draw = () => {
    drawHead();
    const from = Math.max(0, Math.floor(box.scrollTop / ROW) - MARGIN);
    const to = Math.min(model.length, Math.ceil((box.scrollTop + box.clientHeight) / ROW) + MARGIN);
    const rows = Array.from({ length: Math.max(0, to - from) }, (_, i) => rowOf(from + i));
    body.replaceChildren(space(from), ...rows, space(Math.max(0, model.length - to)));
    setText(caption, texts.t('Surprisal of the text, row by row'));
    table.setAttribute('aria-rowcount', String(model.length + 1));
    if (from <= active && active < to) table.setAttribute('aria-activedescendant', `row-${active}`);
    else table.removeAttribute('aria-activedescendant');
  };

  const schedule = () => {
    if (isScheduled) return;
    isScheduled = true;
    requestAnimationFrame(() => {
      isScheduled = false;
      draw();
    });
  };

  const fromTop = () => {
    active = 0;
    box.scrollTop = 0;
    draw();
  };

  const activate = (position: number) => {
    active = position;
    draw();
    reveal(model.row(position));
  };

  const moveTo = (position: number) => {
    active = Math.max(0, Math.min(model.length - 1, position));
    const [top, room] = [active * ROW, box.clientHeight - head.clientHeight - ROW];
    box.scrollTop = Math.max(Math.min(box.scrollTop, top), top - room);
    draw();
  };

  table.addEventListener('keydown', event => {
    if (event.target !== table || model.length === 0) return;
    const page = Math.max(1, Math.floor((box.clientHeight - head.clientHeight) / ROW) - 1);
    const targets: Readonly<Record<string, number>> = {
      ...{ ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + page, PageUp: active - page },
      ...{ Home: 0, End: model.length - 1 },
    };
    if (event.key === 'Enter' || event.key === ' ') activate(active);
    else if (event.key in targets) moveTo(targets[event.key]);
    else return;
    event.preventDefault();
  });
  box.addEventListener('scroll', schedule);
  new ResizeObserver(schedule).observe(box);

  return {
    box,
    /** Draws rows that were added, or the whole table if its content was replaced. */
    update: schedule,
    begin: () => {
      [active, largest] = [0, []];
      box.scrollTop = 0;
      schedule();
    },
    /**
     * Draws bars next to the surprisals. Must be called after all rows have arrived, because the largest
     * surprisal determines the lengths of the bars.
     */
    end: () => {
      largest = model.columns.map((_, column) =>
        model.figureOf(column) === 'surprisal' ? model.largest(column) : 0,
      );
      if (model.sortedBy) model.sortBy(model.sortedBy);
      schedule();
    },
  };
}
