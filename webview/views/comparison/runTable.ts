import { bestOf, type Column, sorted } from '../../../src/charts/comparison/columns';
import { labelsOf } from '../../../src/charts/comparison/labels';
import { meanAndDeviation, seedGroupNames, seedGroups } from '../../../src/charts/comparison/seeds';
import type { NumberFormat } from '../../../src/charts/format';
import type { RunData } from '../../../src/charts/runs/runData';
import { element, setText } from '../../dom';
import type { Page } from '../../page';
import { brushed } from '../../parallel/brushes';
import { alignedClass } from './figureClass';
import { keepFocus } from './keepFocus';
import { runRow } from './runRow';

/**
 * Returns a table with a row per run. A click on a row highlights the run's curves. A click on the head of a
 * column sorts the rows by this column.
 */
export function runTable(page: Page) {
  const { model, state, texts } = page;
  const head = element('thead');
  const body = element('tbody');
  const caption = element('caption', 'heard');
  const foot = element('tfoot');
  const box = element('div', 'runs', element('table', '', caption, head, body, foot));
  let [drawn, drawnRows] = ['', ''];

  const sortBy = (key: string) => {
    const { order } = state.value;
    const descending = order?.key === key && !order.descending;
    state.set({ order: { key, descending } });
    page.refresh();
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

  const show = (columns: readonly Column[]) => {
    setText(caption, texts.t('Runs and their differences'));
    const name = { key: 'name', label: texts.t('Run'), kind: 'setting' } as const;
    const labels = labelsOf(model.runs);
    const label = ({ id }: RunData) => labels.get(id) ?? '';
    const named: Column = { ...name, value: label, text: label };
    const runs = sorted(model.runs, [named, ...columns], state.value.order);
    const bests = columns.map(column => bestOf(model.runs, column));
    const headKey = JSON.stringify([columns.map(({ key, label }) => [key, label]), state.value.order]);
    if (headKey !== drawn) {
      drawn = headKey;
      keepFocus(head, () => head.replaceChildren(element('tr', '', ...[name, ...columns].map(headOf))));
    }
    const within = new Set(brushed(page, runs));
    const rows = runs.map(run => runRow(page, run, label(run), { columns, bests, isOut: !within.has(run) }));
    foot.replaceChildren(...meanRows(page, columns));
    const rowsKey = rows.map(({ outerHTML }) => outerHTML).join();
    // Keeps unchanged rows, so that they keep the focus and the hover.
    if (rowsKey === drawnRows) return;
    drawnRows = rowsKey;
    keepFocus(body, () => body.replaceChildren(...rows));
  };
  return { box, show };
}

/**
 * Returns one row for every group of runs that differ only in the seed. The row contains means and standard
 * deviations.
 */
function meanRows({ model, texts, numbers }: Page, columns: readonly Column[]): HTMLElement[] {
  const groups = seedGroups(model.runs);
  return groups.map(group => {
    const title = texts.t('Mean of {0} seeds', group.length);
    const name = groups.length > 1 ? `${title}: ${seedGroupNames(model.runs)(group[0])}` : title;
    const head = element('th', 'name', name);
    head.scope = 'row';
    const cells = columns.map(column => {
      const words = meanText(column, group, numbers);
      return element('td', alignedClass(column, words, model.runs), words);
    });
    return element('tr', '', head, ...cells);
  });
}

/**
 * Returns the cell of a group of runs. For a metric, it contains the mean and the standard deviation. For a
 * setting, it contains the value, which is the same for all runs of the group.
 */
function meanText({ better, value, text }: Column, group: readonly RunData[], numbers: NumberFormat): string {
  const found = better && meanAndDeviation(group.map(run => Number(value(run))));
  if (found) return `${numbers.precise(found.mean)} ± ${numbers.precise(found.deviation, 2)}`;
  return new Set(group.map(text)).size === 1 ? text(group[0]) : '';
}
