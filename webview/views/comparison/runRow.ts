import type { Column } from '../../../src/charts/comparison/columns';
import type { RunData } from '../../../src/charts/runs/runData';
import { element } from '../../dom';
import type { Page } from '../../page';
import { figureClass } from './figureClass';
import { markRow, pick, runParts } from './runParts';

interface RowContent {
  readonly columns: readonly Column[];
  /** The best value of each column. Undefined for a column without a best value. */
  readonly bests: readonly unknown[];
  /** Whether the run is outside the brushed ranges. */
  readonly isOut: boolean;
}

/** Returns the table row of a run. */
export function runRow(
  page: Page,
  run: RunData,
  label: string,
  { columns, bests, isOut }: RowContent,
): HTMLElement {
  const { eye, find, mark, gone } = runParts(page, run, label);
  const row = element(
    'tr',
    '',
    element('th', 'name', element('div', 'name-parts', eye, find, mark, gone)),
    ...columns.map((column, i) =>
      element('td', figureClass(column, run, bests[i], page.model.runs), column.text(run)),
    ),
  );
  row.addEventListener('click', event => event.target instanceof HTMLTableCellElement && pick(page, run));
  markRow(page, run, row, isOut);
  return row;
}
