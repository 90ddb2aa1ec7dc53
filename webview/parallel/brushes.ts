import { admits } from '../../src/charts/comparison/brush';
import { type Column, metricColumns, settingColumns } from '../../src/charts/comparison/columns';
import type { RunData } from '../../src/charts/runs/runData';
import type { Page } from '../page';

/**
 * The metrics that have an axis if a run measured them. They are perplexities, because a perplexity does not
 * depend on the window length.
 */
const metricKeys = ['perplexity best', 'validationPerplexity best'];

/**
 * Returns the columns that have an axis on which the user can select a range: the settings in which the runs
 * differ, and `metricKeys`.
 */
export function brushColumns(page: Page): Column[] {
  const metrics = metricColumns(page.model.runs, page).filter(({ key }) => metricKeys.includes(key));
  return [...settingColumns(page.model.runs, false), ...metrics];
}

/** Returns the runs whose values lie within all brushes. */
export function brushed(page: Page, runs: readonly RunData[]): readonly RunData[] {
  const brushes = Object.entries(page.state.value.brushes);
  if (brushes.length === 0) return runs;
  const columns = new Map(brushColumns(page).map(column => [column.key, column]));
  return runs.filter(run =>
    brushes.every(([key, brush]) => {
      const column = columns.get(key);
      // Ignores brushes on axes that no longer exist.
      return !column || admits(brush, column.value(run));
    }),
  );
}
