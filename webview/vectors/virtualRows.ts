import { element } from '../dom';

/** Number of rows above and below the visible rows that are drawn as well. */
const MARGIN = 10;

export interface VirtualRows {
  /** The name of the table, with which the ids of its rows begin. */
  readonly name: string;
  readonly head: HTMLElement;
  readonly caption: HTMLElement;
  readonly length: () => number;
  /** Height of a row in pixels, as in the style sheet. */
  readonly height: () => number;
  /** Returns the cells of a row. */
  readonly cells: (position: number) => readonly HTMLElement[];
  readonly isChosen: (position: number) => boolean;
  /** Called when the user chooses a row. */
  readonly choose: (position: number) => void;
  /** Called with the visible range of rows before they are drawn. */
  readonly shows?: (from: number, to: number) => void;
}

/**
 * Returns a table that contains elements only for the visible rows and some rows around them. The arrow keys
 * move the active row. The Enter key chooses the active row, and a click chooses the clicked row.
 */
export function virtualRows(rows: VirtualRows) {
  const { name, head, caption, length, height } = rows;
  const body = element('tbody');
  const table = element('table', '', caption, head, body);
  const box = element('div', 'rows', table);
  table.setAttribute('role', 'grid');
  table.tabIndex = 0;
  let [active, isScheduled] = [0, false];

  const rowOf = (position: number) => {
    const line = element('tr', '', ...rows.cells(position));
    line.id = `${name}-${position}`;
    line.setAttribute('aria-rowindex', String(position + 2));
    line.setAttribute('aria-selected', String(rows.isChosen(position)));
    line.classList.toggle('active', position === active);
    line.addEventListener('click', () => activate(position));
    return line;
  };

  const space = (count: number) => {
    const line = element('tr', 'space');
    line.setAttribute('aria-hidden', 'true');
    line.style.height = `${count * height()}px`;
    return line;
  };

  const draw = () => {
    const first = Math.floor(box.scrollTop / height());
    const last = Math.min(length(), Math.ceil((box.scrollTop + box.clientHeight) / height()));
    const from = Math.max(0, first - MARGIN);
    const to = Math.min(length(), last + MARGIN);
    rows.shows?.(first, last);
    const drawn = Array.from({ length: Math.max(0, to - from) }, (_, i) => rowOf(from + i));
    body.replaceChildren(space(from), ...drawn, space(Math.max(0, length() - to)));
    table.setAttribute('aria-rowcount', String(length() + 1));
    if (from <= active && active < to) table.setAttribute('aria-activedescendant', `${name}-${active}`);
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

  const activate = (position: number) => {
    active = position;
    rows.choose(position);
    draw();
  };

  const moveTo = (position: number) => {
    active = Math.max(0, Math.min(length() - 1, position));
    const [top, room] = [active * height(), box.clientHeight - head.clientHeight - height()];
    box.scrollTop = Math.max(Math.min(box.scrollTop, top), top - room);
    draw();
  };

  table.addEventListener('keydown', event => {
    if (length() === 0) return;
    const page = Math.max(1, Math.floor((box.clientHeight - head.clientHeight) / height()) - 1);
    const targets: Readonly<Record<string, number>> = {
      ...{ ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + page, PageUp: active - page },
      ...{ Home: 0, End: length() - 1 },
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
    table,
    update: schedule,
    /** Scrolls to the first row and makes it active. */
    begin() {
      active = 0;
      box.scrollTop = 0;
      schedule();
    },
  };
}
