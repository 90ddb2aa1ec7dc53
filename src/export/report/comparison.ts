import type { NumberFormat } from '../../../webview/format';
import type { RunData } from '../../../webview/model/runData';
import type { SeriesStore } from '../../../webview/series/seriesStore';
import type { PageTexts } from '../../../webview/texts';

/** What a report is about, and how it says it. */
export interface ReportSubject {
  readonly runs: readonly RunData[];
  /** What a run is called, told from others of its name; in Markdown. */
  readonly name: (id: string) => string;
  readonly texts: PageTexts;
  readonly numbers: NumberFormat;
  readonly store: SeriesStore;
}
