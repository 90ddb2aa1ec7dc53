import { admits } from '../comparison/brush';
import { type Column, metricColumns, settingColumns } from '../comparison/columns';
import type { RunData } from '../model/runData';
import type { Page } from '../page';

/** What runs are judged by, of these what they measured. Perplexities do not depend on the length of a window. */
const judged = ['perplexity best', 'validationPerplexity best'];

/** What can be brushed: the settings in which the runs differ, and how well each run did. */
export function brushColumns(page: Page): Column[] {
  const metrics = metricColumns(page.model.runs, page).filter(({ key }) => judged.includes(key));
  return [...settingColumns(page.model.runs, false), ...metrics];
}

/** Those of the runs that lie within every brush. */
export function brushed(page: Page, runs: readonly RunData[]): readonly RunData[] {
  const brushes = Object.entries(page.state.value.brushes);
  if (brushes.length === 0) return runs;
  const columns = new Map(brushColumns(page).map(column => [column.key, column]));
  return runs.filter(run =>
    brushes.every(([key, brush]) => {
      const column = columns.get(key);
      return !column || admits(brush, column.value(run)); // an axis that is gone holds nobody back
    }),
  );
}
