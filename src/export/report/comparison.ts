import type { NumberFormat } from '../../charts/format';
import type { RunData } from '../../charts/runs/runData';
import type { SeriesStore } from '../../charts/series/seriesStore';
import type { PageTexts } from '../../charts/texts';

/** The runs of a report, and how to label and format them. */
export interface ReportSubject {
  readonly runs: readonly RunData[];
  /** Returns the label that distinguishes a run from the others, escaped for Markdown. */
  readonly name: (id: string) => string;
  readonly texts: PageTexts;
  readonly numbers: NumberFormat;
  readonly store: SeriesStore;
}
