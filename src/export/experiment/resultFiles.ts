import { lossUnit, type PlannedRecord } from '../../engine/experiments/runLosses';
import type { ClassicFigures } from '../../protocol/classicFigures';
import type { ConditionCurve } from '../../protocol/experimentFigures';
import type { ExportedFile } from '../../protocol/storage';
import { type ExperimentResults, experimentReport } from './experimentReport';
import { experimentTable } from './experimentTable';
import { reportPlots } from './reportPlots';

/** The figures of a report that are read from the metrics and the weights of runs. */
export interface ReportedFigures {
  readonly curves: readonly ConditionCurve[];
  /** Undefined if the experiment does not repeat a classic one. */
  readonly classic: ClassicFigures | undefined;
}

/**
 * Returns the files of an experiment's results: a table with a row per run if the name `file` ends in `.csv` or `.tsv`,
 * else a report in Markdown, and its plots as SVG files next to it. Calls `figures` only for a report.
 */
export async function resultFiles(
  file: string,
  results: ExperimentResults & { readonly runs: readonly PlannedRecord[] },
  figures: () => Promise<ReportedFigures>,
): Promise<ExportedFile[]> {
  const encoder = new TextEncoder();
  if (/\.(csv|tsv)$/i.test(file))
    return [{ path: file, bytes: encoder.encode(experimentTable(results.runs, file)) }];
  const { curves, classic } = await figures();
  const base = file.replace(/\.md$/i, '');
  const plots = reportPlots(curves, classic, lossUnit(results.experiment)).map(plot => ({
    ...plot,
    path: `${base}-${plot.key}.svg`,
  }));
  const report = experimentReport({ ...results, classic, plots });
  return [
    { path: file, bytes: encoder.encode(report) },
    ...plots.map(({ path, svg }) => ({ path, bytes: encoder.encode(svg) })),
  ];
}
