import { bestOf, type Column, sorted } from '../../../src/charts/comparison/columns';
import { labelsOf } from '../../../src/charts/comparison/labels';
import { element, setText } from '../../dom';
import type { Page } from '../../page';
import { brushed } from '../../parallel/brushes';
import { figureClass } from './figureClass';
import { keepFocus } from './keepFocus';
import { markRow, runParts } from './runParts';

/**
 * The metrics that the list can show, in order of preference. The list shows the first metric in this order
 * that was measured.
 */
const figures = ['validationPerplexity best', 'perplexity last'];

/**
 * Returns a list of the runs, the best run first, each with the value of one metric. Shown on pages that are
 * too narrow for a table.
 */
export function runList(page: Page) {
  const { model } = page;
  const head = element('div', 'secondary list-head');
  const list = element('ul');
  const box = element('div', 'run-list', head, list);
  let drawn = '';

  const show = (columns: readonly Column[]) => {
    const column = figures.flatMap(key => columns.find(each => each.key === key) ?? [])[0];
    setText(head, column?.label ?? '');
    const labels = labelsOf(model.runs);
    const order = column && { key: column.key, descending: column.better === 'more' };
    const runs = sorted(model.runs, columns, order);
    const within = new Set(brushed(page, runs));
    const best = column && bestOf(runs, column);
    const rows = runs.map(run => {
      const { eye, find, mark, gone } = runParts(page, run, labels.get(run.id) ?? '');
      const figure = column
        ? element('span', figureClass(column, run, best, runs), column.text(run))
        : element('span', 'metric');
      const row = element('li', '', eye, find, mark, figure, gone);
      markRow(page, run, row, !within.has(run));
      return row;
    });
    const key = rows.map(({ outerHTML }) => outerHTML).join();
    // Keeps unchanged rows, so that they keep the focus and the hover.
    if (key === drawn) return;
    drawn = key;
    keepFocus(list, () => list.replaceChildren(...rows));
  };
  return { box, show };
}
