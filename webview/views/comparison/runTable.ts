import { bestOf, type Column, sorted } from '../../comparison/columns';
import { element, setText } from '../../dom';
import { emphasisOf } from '../../drawnRuns';
import { icon } from '../../icons';
import type { RunData } from '../../model/runData';
import { attempt, type Page } from '../../page';
import { brushed } from '../../parallel/brushes';
import { swatch } from '../../plot/swatch';
import { penOf } from '../../plot/theme';
import { stateNames } from '../../stateNames';
import { iconButton } from '../inputs';

/** A row for every run: click one to find its lines, a head to sort. */
export function runTable(page: Page) {
  const { model, state, texts, highlight } = page;
  const head = element('thead');
  const body = element('tbody');
  const caption = element('caption', 'heard');
  const box = element('div', 'runs', element('table', '', caption, head, body));
  let drawn = '';

  const sortBy = (key: string) => {
    const { order } = state.value;
    const descending = order?.key === key && !order.descending;
    state.set({ order: { key, descending } });
    page.refresh();
  };
  const pick = (run: RunData) => {
    highlight.value = highlight.value === run.id ? undefined : run.id;
    if (run.id !== model.shown.current) attempt(page, page.host.ask('focus', { id: run.id }));
  };
  const hide = (id: string) => {
    const { hidden } = state.value;
    state.set({ hidden: hidden.includes(id) ? hidden.filter(other => other !== id) : [...hidden, id] });
    page.refresh();
  };
  const remove = (id: string) => {
    attempt(page, page.host.ask('choose', { ids: model.shown.ids.filter(other => other !== id) }));
  };

  const headOf = (column: Pick<Column, 'key' | 'label' | 'kind'>) => {
    const { order } = state.value;
    const isSorted = order?.key === column.key;
    const arrow = element('span', 'arrow', isSorted ? (order.descending ? '▼' : '▲') : '');
    const press = element('button', 'sort', column.label, arrow);
    const cell = element('th', column.kind, press);
    press.type = 'button';
    press.dataset.key = column.key;
    press.addEventListener('click', () => sortBy(column.key));
    cell.scope = 'col';
    cell.setAttribute('aria-sort', isSorted ? (order.descending ? 'descending' : 'ascending') : 'none');
    arrow.setAttribute('aria-hidden', 'true');
    return cell;
  };

  const rowOf = (run: RunData, columns: readonly Column[], bests: readonly unknown[], isOut: boolean) => {
    const { name, state: runState } = run.record;
    const isHidden = state.value.hidden.includes(run.id);
    const eye = iconButton(isHidden ? 'hidden' : 'shown', () => hide(run.id));
    const gone = iconButton('remove', () => remove(run.id));
    const find = element('button', 'run', swatch(penOf(page.theme(), run.color)), element('span', '', name));
    const picture = icon(runState);
    const mark = element('span', 'run-state', picture.box);
    const row = element(
      'tr',
      '',
      element('th', 'name', eye.box, find, mark, gone.box),
      ...columns.map((column, i) => {
        const isBest = bests[i] !== undefined && column.value(run) === bests[i];
        return element('td', isBest ? `${column.kind} best` : column.kind, column.text(run));
      }),
    );
    find.type = 'button';
    find.title = `${name}: ${texts.t('Find its lines')}`;
    find.setAttribute('aria-pressed', String(highlight.value === run.id));
    find.addEventListener('click', () => pick(run));
    row.addEventListener('click', event => event.target instanceof HTMLTableCellElement && pick(run));
    eye.say(isHidden ? texts.t('Draw {0}', name) : texts.t('Hide {0}', name));
    gone.say(texts.t('Take {0} out of the comparison', name));
    mark.title = texts.t(stateNames[runState]);
    picture.box.setAttribute('role', 'img');
    picture.box.removeAttribute('aria-hidden');
    picture.box.setAttribute('aria-label', mark.title);
    row.dataset.run = run.id;
    row.dataset.emphasis = isHidden || isOut ? 'faded' : (emphasisOf(page, run.id) ?? '');
    row.ariaCurrent = run.id === model.shown.current ? 'true' : 'false';
    return row;
  };

  const show = (columns: readonly Column[]) => {
    setText(caption, texts.t('Runs and what they differ in'));
    const name = { key: 'name', label: texts.t('Run'), kind: 'setting' } as const;
    const named: Column = { ...name, value: run => run.record.name, text: run => run.record.name };
    const runs = sorted(model.runs, [named, ...columns], state.value.order);
    const bests = columns.map(column => bestOf(model.runs, column));
    const headKey = JSON.stringify([columns.map(({ key, label }) => [key, label]), state.value.order]);
    if (headKey !== drawn) {
      drawn = headKey;
      keepFocus(head, () => head.replaceChildren(element('tr', '', ...[name, ...columns].map(headOf))));
    }
    const within = new Set(brushed(page, runs));
    const rows = runs.map(run => rowOf(run, columns, bests, !within.has(run)));
    keepFocus(body, () => body.replaceChildren(...rows));
  };
  return { box, show };
}

/** What is made anew looks the same to the keyboard: the focus stays at its place. */
function keepFocus(part: HTMLElement, replace: () => void): void {
  const buttons = () => [...part.querySelectorAll('button')];
  const focused = buttons().indexOf(document.activeElement as HTMLButtonElement);
  replace();
  buttons()[focused]?.focus();
}
