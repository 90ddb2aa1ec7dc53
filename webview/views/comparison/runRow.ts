import type { Column } from '../../../src/charts/comparison/columns';
import type { RunData } from '../../../src/charts/runs/runData';
import { element } from '../../dom';
import type { Page } from '../../page';
import { markRow, pick, runParts } from './runParts';

/** Returns a run's table row. `isOut`: the run is outside the brushed ranges. */
export function runRow(
  page: Page,
  run: RunData,
  columns: readonly Column[],
  bests: readonly unknown[],
  isOut: boolean,
): HTMLElement {
  const { eye, find, mark, gone } = runParts(page, run, run.record.name);
  const row = element(
    'tr',
    '',
    element('th', 'name', eye, find, mark, gone),
    ...columns.map((column, i) => {
      const isBest = bests[i] !== undefined && column.value(run) === bests[i];
      return element('td', isBest ? `${column.kind} best` : column.kind, column.text(run));
    }),
  );
  row.addEventListener('click', event => event.target instanceof HTMLTableCellElement && pick(page, run));
  markRow(page, run, row, isOut);
  return row;
}
