import type { NumberFormat } from '../../../webview/format';
import type { RunData } from '../../../webview/model/runData';
import type { SeriesStore } from '../../../webview/series/seriesStore';
import type { PageTexts } from '../../../webview/texts';

/** The runs of a report, and how to label and format them. */
export interface ReportSubject {
  readonly runs: readonly RunData[];
  /** Returns a run's unique label, in Markdown. */
  readonly name: (id: string) => string;
  readonly texts: PageTexts;
  readonly numbers: NumberFormat;
  readonly store: SeriesStore;
}
